import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaMariaDb } from '@prisma/adapter-mariadb';
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
} from '@prisma/driver-adapter-utils';
import type { Pool, QueryOptions, UpsertResult } from 'mariadb';
import type { Models } from '../../../model/model.ts';
import { keepRequired } from './keep-required.ts';
import { pairKeys } from './pair-keys.ts';
import type { StandIns } from './stand-ins.ts';

/** A transaction as Prisma's driver sees it: where its statements run, and what stands for values in them. */
export interface DriverSession {
  readonly execute: (options: QueryOptions, parameters: readonly unknown[]) => Promise<DriverResult>;
  readonly standIns: StandIns;
}

/** What the driver answers: rows, or what a write has come to. */
export type DriverResult = UpsertResult | readonly unknown[];

/**
 * The driver that Prisma's client is given: every statement of a call runs in the transaction that `run` was called for,
 * on its connection. Transactions that Prisma would begin and end by itself are parts of that one.
 */
export class PrismaDriver implements SqlDriverAdapterFactory {
  readonly provider = 'mysql';
  readonly adapterName = 'gather';
  readonly #current = new AsyncLocalStorage<DriverSession>();
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Runs Prisma's calls within a transaction. */
  run<T>(session: DriverSession, call: () => Promise<T>): Promise<T> {
    return this.#current.run(session, call);
  }

  async connect(): Promise<SqlDriverAdapter> {
    // Prisma's own adapter translates arguments and answers; of the pool it only uses what is here.
    const pool = {
      getConnection: () => Promise.reject(new Error('Prisma takes no connection of its own.')),
      // asked for once, for the version: a server without joins of Prisma's, which no write uses
      query: () => Promise.resolve([['0']]),
      execute: (options: QueryOptions, parameters: readonly unknown[]) =>
        this.#session().execute(options, parameters),
    };
    const inner = await new PrismaMariaDb(pool as unknown as Pool).connect();
    const queryable: SqlQueryable = {
      provider: this.provider,
      adapterName: this.adapterName,
      queryRaw: (query) => inner.queryRaw(this.#prepare(query)),
      executeRaw: (query) => inner.executeRaw(this.#prepare(query)),
    };
    return {
      ...queryable,
      executeScript: () => Promise.reject(new Error('Prisma runs no script here.')),
      startTransaction: () =>
        Promise.resolve({
          ...queryable,
          options: { usePhantomQuery: true },
          commit: () => Promise.resolve(),
          rollback: () => Promise.resolve(),
          createSavepoint: () => Promise.resolve(),
          rollbackToSavepoint: () => Promise.reject(new Error('Prisma goes back to no savepoint here.')),
          releaseSavepoint: () => Promise.resolve(),
        }),
      dispose: () => Promise.resolve(),
    };
  }

  #session(): DriverSession {
    const session = this.#current.getStore();
    if (session === undefined) throw new Error('Expected a transaction around the call of Prisma.');
    return session;
  }

  /** Turns a statement of Prisma's into what is meant by it. */
  #prepare(query: SqlQuery): SqlQuery {
    return keepRequired(pairKeys(this.#session().standIns.restore(query), this.#models), this.#models);
  }
}
