import { expect } from 'vitest';
import { Flow } from '../../src/database/gate/flow.ts';
import { PrismaClient } from '../../src/database/generated/client.ts';
import type { PrismaLease } from '../../src/database/prisma/prisma-clients.ts';
import type { Transaction } from '../../src/database/write/transaction.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { openTestLoaders, type TestLoaders } from './loaders.ts';

/** Prisma's clients over the pool of a database with the bundled tables. */
export interface TestPrisma extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly loaders: TestLoaders;
  /** How many clients have been built. */
  readonly built: () => number;
  readonly lease: (signal?: AbortSignal) => PrismaLease<PrismaClient>;
  /** Runs `work` with a client in a mutation's transaction, and commits. */
  readonly mutate: <T>(work: (prisma: PrismaClient, transaction: Transaction) => Promise<T>) => Promise<T>;
  /** The teams that are committed. */
  readonly readSlugs: () => Promise<readonly string[]>;
  /** Waits until the monitor has found out by itself that the database is back. */
  readonly untilReady: () => Promise<void>;
}

/** Opens Prisma's clients; the pool has so many connections. */
export async function openTestPrisma(poolSize: number): Promise<TestPrisma> {
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await openTestDatabase('tables'));
  const loaders = opened.use(await openTestLoaders({ databaseUrl: database.url, poolSize }));
  let built = 0;
  const clients = opened.use(
    await loaders.database.openPrismaClients((adapter) => {
      built++;
      return new PrismaClient({ adapter });
    }),
  );
  const isReady = (): Promise<boolean> =>
    loaders.database.ready().then(
      () => true,
      () => false,
    );
  const kept = opened.move();
  return {
    database,
    loaders,
    built: () => built,
    lease: (signal = new AbortController().signal) => clients.lease({ signal, flow: new Flow() }),
    mutate: (work) =>
      loaders.database.transact(new AbortController().signal, async (transaction) => {
        const leased = clients.lease({ transaction });
        const result = await work(leased.client, transaction).finally(() => leased[Symbol.dispose]());
        await transaction.commit();
        return result;
      }),
    readSlugs: async () => {
      const rows = await database.connection.query<{ slug: string }[]>('SELECT slug FROM Team ORDER BY slug');
      return rows.map(({ slug }) => slug);
    },
    untilReady: async () =>
      expect(await waitUntil(isReady, { intervalMs: 10, timeoutMs: 10_000 })).toBe(true),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** A team as it is given to Prisma's client. */
export function buildTeam(slug: string): { readonly slug: string; readonly name: string } {
  return { slug, name: slug };
}
