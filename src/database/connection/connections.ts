import type { Pool, PoolConnection } from 'mariadb';

/**
 * The connections of a pool. All that are open can be replaced at once: each is closed when it is next taken, and another
 * is opened, which may lead to another server where a name or a proxy points to one.
 */
export class Connections {
  readonly #open: () => Pool;
  readonly #generations = new WeakMap<object, number>();
  #pool: Pool;
  #generation = 0;

  constructor(open: () => Pool) {
    this.#open = open;
    this.#pool = this.#watch(open());
  }

  /** Takes a connection out of the pool, which gets it back by `release`. Rejects after the pool's own deadline. */
  async acquire(): Promise<PoolConnection> {
    for (;;) {
      const connection = await this.#pool.getConnection();
      if (this.#generationOf(connection) === this.#generation) return connection;
      connection.destroy();
    }
  }

  /** Has no connection taken again that is open now. */
  replace(): void {
    this.#generation += 1;
  }

  /**
   * Begins with a new pool, for a database that is back: the old one may wait for connections that nothing answers, and
   * then pauses before it tries again.
   */
  renew(): void {
    const old = this.#pool;
    this.#pool = this.#watch(this.#open());
    void old.end().catch(() => undefined);
  }

  /** Ends the idle connections at once, and the others when they are released. */
  async end(): Promise<void> {
    await this.#pool.end();
  }

  #watch(pool: Pool): Pool {
    return pool.on('connection', (connection) => void this.#generationOf(connection));
  }

  /** The replacements that came before the connection was opened, which all wrappers of the connection share. */
  #generationOf({ info }: Pick<PoolConnection, 'info'>): number {
    if (info === null) return this.#generation;
    const known = this.#generations.get(info);
    if (known !== undefined) return known;
    this.#generations.set(info, this.#generation);
    return this.#generation;
  }
}
