import type { Pool, QueryOptions } from 'mariadb';
import { GatherError, InternalError } from '../../errors.ts';
import { hasCode } from '../../std/has-code.ts';
import { name, sql } from '../sql.ts';
import type { PrismaAdapterClass } from './import-prisma-adapter.ts';
import type { PrismaScope, PrismaStatements, PrismaTransaction } from './prisma-scope.ts';

/** Prisma's own adapter, which translates arguments, rows and errors. */
type Adapter = Awaited<ReturnType<InstanceType<PrismaAdapterClass>['connect']>>;
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>;
/** The part of Prisma's adapter that a client uses. */
type SqlAdapter = Pick<
  Adapter,
  | 'provider'
  | 'adapterName'
  | 'queryRaw'
  | 'executeRaw'
  | 'executeScript'
  | 'startTransaction'
  | 'getConnectionInfo'
  | 'dispose'
>;

/**
 * A driver for one Prisma client. Its statements run in the scope that it has been given, and never on
 * connections of its own. Pass it to the client as `adapter`.
 */
export class PrismaDriver {
  readonly provider = 'mysql';
  readonly adapterName = '@prisma/adapter-mariadb';
  readonly #adapterClass: PrismaAdapterClass;
  #scope: PrismaScope | undefined;
  /** The last error that is not the database's. */
  #failure: GatherError | undefined;

  constructor(adapterClass: PrismaAdapterClass) {
    this.#adapterClass = adapterClass;
  }

  /** Lets the client work in a scope from now on. Undefined lets it work nowhere. */
  enter(scope: PrismaScope | undefined): void {
    this.#scope = scope;
    this.#failure = undefined;
  }

  /** Returns the gateway's own error that a client has turned into one of its errors, or else the error. */
  readFailure(error: unknown): unknown {
    const failure = this.#failure;
    return failure !== undefined && hasCode(error, failure.code) ? failure : error;
  }

  /** Connects a client. Called by the client itself, before its first statement. */
  async connect(): Promise<SqlAdapter> {
    const pool: PrismaStatements = { run: (...statement) => this.#note(this.#require().run(...statement)) };
    // Which features a client may use depends on the version. Prisma's adapter would not say if this fails.
    const version = await pool.run({ sql: versionStatement, rowsAsArray: true }, []);
    const adapter = await this.#open(pool, version);
    return {
      provider: this.provider,
      adapterName: this.adapterName,
      queryRaw: (query) => adapter.queryRaw(query),
      executeRaw: (query) => adapter.executeRaw(query),
      executeScript: (script) => adapter.executeScript(script),
      getConnectionInfo: () => adapter.getConnectionInfo(),
      dispose: () => Promise.resolve(), // the pool is not the client's
      startTransaction: async (isolationLevel) => {
        const begun = await this.#note(this.#require().begin(isolationLevel));
        const transaction: PrismaTransaction = {
          run: (...statement) => this.#note(begun.run(...statement)),
          control: (text) => this.#note(begun.control(text)),
          commit: () => this.#note(begun.commit()),
          rollback: () => this.#note(begun.rollback()),
        };
        return buildTransaction(await this.#open(transaction, version), transaction);
      },
    };
  }

  async #note<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof GatherError) this.#failure = error;
      throw error;
    }
  }

  #require(): PrismaScope {
    if (this.#scope === undefined) throw new InternalError(endedMessage);
    return this.#scope;
  }

  /** Opens Prisma's adapter over statements of ours. It uses only these methods of its pool. */
  #open({ run }: PrismaStatements, version: unknown): Promise<Adapter> {
    const pool = {
      execute: (options: QueryOptions, parameters: readonly unknown[]) => run(options, parameters),
      query: () => Promise.resolve(version),
      getConnection: () => Promise.reject(new InternalError('Expected no connection to be taken.')),
    };
    return new this.#adapterClass(pool as unknown as Pool).connect();
  }
}

/** The statement with which a new client connects. It is not one of the user's own. */
export const versionStatement = 'SELECT VERSION()';

/** The message of an operation that comes too late. */
export const endedMessage =
  'A Prisma client was used after its request had ended. Await every operation before you return.';

function buildTransaction(adapter: Adapter, transaction: PrismaTransaction): Transaction {
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    options: { usePhantomQuery: true }, // COMMIT and ROLLBACK are ours
    queryRaw: (query) => adapter.queryRaw(query),
    executeRaw: (query) => adapter.executeRaw(query),
    commit: () => transaction.commit(),
    rollback: () => transaction.rollback(),
    createSavepoint: (savepoint) => transaction.control(sql`SAVEPOINT ${name(savepoint)}`.text),
    rollbackToSavepoint: (savepoint) =>
      transaction.control(sql`ROLLBACK TO SAVEPOINT ${name(savepoint)}`.text),
    releaseSavepoint: (savepoint) => transaction.control(sql`RELEASE SAVEPOINT ${name(savepoint)}`.text),
  };
}
