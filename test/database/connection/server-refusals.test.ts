import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Connection, createConnection } from 'mariadb';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { applyMigrations } from '../../../src/database/migrate/apply-migrations.ts';
import { readConnectionOptions } from '../../../src/database/connection/read-connection-options.ts';
import type { NoticeEvent } from '../../../src/events.ts';
import { readGeneratedModel } from '../../../src/gateway.ts';
import { creationOf, updateOf } from '../../support/changes.ts';
import { migrationsDirectory } from '../../support/database.ts';
import { type GraphQLAnswer, openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { buildLookup, keyOf, loadOne, openTestLoaders, type TestLoaders } from '../../support/loaders.ts';
import { modelOf } from '../../support/models.ts';
import { openOwnServer } from '../../support/own-server.ts';

const opened = new AsyncDisposableStack();
let loaders: TestLoaders;
let root: Connection;
let applicationUrl: string;

beforeAll(async () => {
  await mkdir(resolve('.gather/test'), { recursive: true });
  const folder = await mkdtemp(join(resolve('.gather/test'), 'refusals-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const { url } = opened.use(await openOwnServer(inject('serverKind'), folder));
  root = await createConnection({ ...readConnectionOptions(url), multipleStatements: true });
  opened.defer(() => root.end());
  await applyMigrations({ url, directory: migrationsDirectory, report: () => undefined });
  // One connection, so that the next statement comes to where the last one was prepared.
  loaders = opened.use(await openTestLoaders({ databaseUrl: url, poolSize: 1 }));
  // A user whom read_only binds, as it does not bind root.
  await root.query("CREATE USER application IDENTIFIED BY 'secret'; GRANT ALL ON gather.* TO application");
  const address = new URL(url);
  address.username = 'application';
  address.password = 'secret';
  applicationUrl = address.href;
  await root.query("INSERT INTO Team (id, slug, name) VALUES (1, 'one', 'before'), (2, 'two', 'before')");
});

afterAll(() => opened.disposeAsync());

async function readNames(): Promise<unknown> {
  const rows = await root.query<{ name: string }[]>('SELECT name FROM Team ORDER BY id');
  return rows.map(({ name }) => name);
}

describe('Server that keeps no more prepared statements', () => {
  test('answers reads and writes that are sent as text, and runs no statement that was prepared before', async () => {
    const { signal } = new AbortController();
    await loaders.database.transact(signal, async (transaction) => {
      // As many parameters as the read below has, which could run it again with its own.
      await transaction.query({
        text: 'UPDATE Team SET name = CONCAT(name, ?) WHERE id = 1',
        parameters: ['-once'],
      });
      await transaction.commit();
    });
    const notices: NoticeEvent[] = [];
    using _subscription = loaders.database.events.notices.subscribe((event) => notices.push(event));
    await root.query('SET GLOBAL max_prepared_stmt_count = 1');
    const team = modelOf(await readGeneratedModel(), 'Team');
    const shape = await buildLookup('Team');
    expect(await loadOne(loaders.openSession(), shape, keyOf(2))).toMatchObject({ id: '2', name: 'before' });
    expect(await readNames()).toEqual(['before-once', 'before']);
    const outcome = await loaders.transact(async (session) => {
      await session.write(updateOf(team, { id: '2' }, { name: "it's \\ 'after' 😀" }));
      await session.write(creationOf(team, { slug: 'three', name: 'new' }));
    });
    expect(outcome).toMatchObject({ committed: true, retries: 0 });
    expect(await readNames()).toEqual(['before-once', "it's \\ 'after' 😀", 'new']);
    expect(new Set(notices.map(({ text }) => text)).size).toBe(1);
    await root.query('SET GLOBAL max_prepared_stmt_count = 16382');
  });
});

const setReadOnly = (value: 0 | 1): Promise<unknown> => root.query(`SET GLOBAL read_only = ${value}`);

function rename(gateway: TestGateway): Promise<GraphQLAnswer> {
  return gateway.query('mutation { updateTeam(id: 1, data: { name: "renamed" }) { id } }');
}

async function readReadiness(gateway: TestGateway): Promise<number> {
  return (await fetch(`${gateway.url}/health/ready`)).status;
}

describe('Server that becomes read-only', () => {
  afterEach(() => setReadOnly(0));

  test('makes a gateway unready that has written to it, until it takes writes again; reads go on', async () => {
    await using gateway = await openTestGateway({ databaseUrl: applicationUrl });
    expect((await rename(gateway)).errors).toBeUndefined();
    await setReadOnly(1);
    expect(await rename(gateway)).toMatchObject({
      status: 503,
      errors: [
        {
          message: 'The database is read-only at the moment.',
          extensions: { code: 'DATABASE_UNAVAILABLE' },
        },
      ],
    });
    expect(await readReadiness(gateway)).toBe(503);
    expect((await gateway.query('{ team(id: 1) { name } }')).errors).toBeUndefined();
    await setReadOnly(0);
    expect(await readReadiness(gateway)).toBe(200);
    expect((await rename(gateway)).errors).toBeUndefined();
  });

  test('leaves a gateway ready that has never written to it, as it may be a replica', async () => {
    await setReadOnly(1);
    await using gateway = await openTestGateway({ databaseUrl: applicationUrl });
    expect((await rename(gateway)).errors).toMatchObject([{ extensions: { code: 'DATABASE_UNAVAILABLE' } }]);
    expect(await readReadiness(gateway)).toBe(200);
    expect((await gateway.query('{ team(id: 1) { name } }')).errors).toBeUndefined();
  });
});
