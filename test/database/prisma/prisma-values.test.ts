import { PrismaMariaDb } from '@prisma/adapter-mariadb';
import { createPool } from 'mariadb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConnectionOptions } from '../../../src/database/connection/read-connection-options.ts';
import { Flow } from '../../../src/database/gate/flow.ts';
import type { Models } from '../../../src/model/model.ts';
import { openTestLoaders, type TestLoaders } from '../../support/loaders.ts';
import { loadDepotModels, openDepotDatabase } from '../../writes/depot/depot.ts';
import { values } from '../../writes/depot/values.ts';
import { buildWholePrismaClient } from '../../writes/twins/build-prisma-client.ts';

const opened = new AsyncDisposableStack();
let models: Models;
let loaders: TestLoaders;
let plain: object;

beforeAll(async () => {
  models = await loadDepotModels();
  const database = opened.use(await openDepotDatabase());
  loaders = opened.use(await openTestLoaders({ databaseUrl: database.url }));
  // As Prisma's documentation opens it.
  const pool = createPool({ ...readConnectionOptions(database.url), connectionLimit: 2 });
  opened.defer(() => pool.end());
  plain = buildWholePrismaClient(models.source, new PrismaMariaDb(pool));
});

afterAll(() => opened.disposeAsync());

/** What this test uses of a model's delegate. */
interface Delegate {
  readonly create: (args: object) => Promise<{ readonly id: bigint }>;
  readonly findMany: (args: object) => Promise<readonly object[]>;
}

function delegateOf(client: object, model: string): Delegate {
  return Reflect.get(client, model.toLowerCase()) as Delegate; // made when it is asked for
}

const creates = Object.values(values)
  .flat()
  .filter(({ prisma: [, action], refused }) => action === 'create' && refused === undefined)
  .map(({ name, prisma }) => ({ name, prisma }));

test.each(creates)('Prisma client on the pool writes and reads as a plain one: $name', async ({ prisma }) => {
  const [model, , args] = prisma;
  await using clients = await loaders.database.openPrismaClients((adapter) =>
    buildWholePrismaClient(models.source, adapter),
  );
  using leased = clients.lease({ signal: new AbortController().signal, flow: new Flow() });
  const written = [];
  for (const writer of [plain, leased.client]) {
    const { id, ...row } = await delegateOf(writer, model).create(args);
    for (const reader of [plain, leased.client]) {
      expect(await delegateOf(reader, model).findMany({ where: { id } })).toEqual([{ id, ...row }]);
    }
    written.push(row);
  }
  expect(written[0]).toEqual(written[1]);
  expect(await delegateOf(leased.client, model).findMany({})).toEqual(
    await delegateOf(plain, model).findMany({}),
  );
});
