import type { Pool, PoolConnection } from 'mariadb';

/**
 * The connections of a pool. All open ones can be replaced at once: each is closed when it is next acquired,
 * and a new one is opened. If the host is a DNS name or a proxy, that may reach another server.
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

  /** Takes a connection from the pool, until `release`. Rejects after the pool's own deadline. */
  async acquire(): Promise<PoolConnection> {
    for (;;) {
      const connection = await this.#pool.getConnection();
      if (this.#generationOf(connection) === this.#generation) return connection;
      connection.destroy();
    }
  }

  /** Replaces all connections that are open now: none of them is acquired again. */
  replace(): void {
    this.#generation += 1;
  }

  /**
   * Starts a new pool after a recovery. The old one may wait for connections that never answer, and then
   * pauses before it tries again.
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

  /**
   * Returns the number of replacements before the connection was opened. All wrappers of a connection share
   * it.
   */
  #generationOf({ info }: Pick<PoolConnection, 'info'>): number {
    if (info === null) return this.#generation;
    const known = this.#generations.get(info);
    if (known !== undefined) return known;
    this.#generations.set(info, this.#generation);
    return this.#generation;
  }
}
