import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { waitUntil } from '../../src/std/wait-until.ts';
import { openTestConnection, openTestDatabase, seededDatabaseUrl } from '../support/database.ts';
import {
  type GatewayProcess,
  openGatewayProcess,
  runToEnd,
  waitForProbe,
} from '../support/gateway-process.ts';
import { openOwnServer } from '../support/own-server.ts';

async function readReadiness({ url }: GatewayProcess): Promise<unknown> {
  const response = await fetch(`${url}/health/ready`);
  return { status: response.status, body: await response.json() };
}

const withoutTable = { status: 503, body: { status: 'database without a table of the model' } };

/** Waits until the gateway has found none of its tables, and gives what it says of that. */
async function waitForRefusal(gateway: GatewayProcess): Promise<unknown[]> {
  const found = (): boolean => gateway.output().includes('The database has no table of the model');
  expect(await waitUntil(found, { intervalMs: 10, timeoutMs: 60_000 })).toBe(true);
  return gateway.lines().flatMap(({ level, msg }) => (level === 'error' ? [msg] : []));
}

async function stop(gateway: GatewayProcess): Promise<void> {
  gateway.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);
}

const adviceOfBundled =
  'Set PRISMA_SCHEMA to the Prisma schema that describes this database (`gather pull` writes one), ' +
  'or run `gather migrate` in an empty one to make the tables of the bundled model.';

const adviceOfOwn =
  'Check that DATABASE_URL names the database that PRISMA_SCHEMA describes, and that its user may read the tables. ' +
  '`gather migrate` applies the migrations in the folder of the schema.';

describe('A database that has no table of the model', { timeout: 120_000 }, () => {
  test('is not ready, is told of with what to do, and is served as soon as it has one', async () => {
    await using database = await openTestDatabase('nothing');
    await database.connection.query('CREATE TABLE Invoice (id INT PRIMARY KEY)');
    await using gateway = await openGatewayProcess({
      DATABASE_URL: database.url,
      PRISMA_SCHEMA: 'prisma/schema.prisma',
    });
    expect(await waitForRefusal(gateway)).toEqual([
      'The database has no table of the model, so the gateway is not ready. The model has User, Team, Membership, Post, Comment; ' +
        `the database has Invoice. ${adviceOfOwn}`,
    ]);
    expect(await readReadiness(gateway)).toEqual(withoutTable);
    expect(gateway.output()).not.toContain('Gather is ready.');

    await database.connection.query('CREATE TABLE `User` (id INT PRIMARY KEY)');
    await waitForProbe(gateway.url, 'ready', 200);
    await gateway.ready();
    expect(gateway.lines()).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        msg: expect.stringMatching(
          /^User lacks columns in the database, or its user cannot read them: email, /,
        ),
      }),
    );
    await stop(gateway);
    expect(gateway.output().match(/no table of the model, so/g)).toHaveLength(1);
  });

  test('is not ready while it is empty and nobody may make its tables, until `gather migrate` does', async () => {
    await using database = await openTestDatabase('nothing');
    await using gateway = await openGatewayProcess({ DATABASE_URL: database.url, NODE_ENV: 'production' }, [
      '--no-migrate',
    ]);
    expect(await waitForRefusal(gateway)).toEqual([
      expect.stringContaining(`the database has none. ${adviceOfBundled}`),
    ]);
    expect(await readReadiness(gateway)).toEqual(withoutTable);
    expect((await runToEnd(['migrate'], { DATABASE_URL: database.url })).code).toBe(0);
    await gateway.ready();
    await stop(gateway);
  });

  test('keeps each of several processes from being ready', async () => {
    await using database = await openTestDatabase('nothing');
    await database.connection.query('CREATE TABLE Invoice (id INT PRIMARY KEY)');
    await using gateway = await openGatewayProcess({
      DATABASE_URL: database.url,
      PRISMA_SCHEMA: 'prisma/schema.prisma',
      PROCESSES: '2',
    });
    await waitForRefusal(gateway);
    expect(await readReadiness(gateway)).toMatchObject({ status: 503 });
    expect(gateway.output()).not.toContain('Gather is ready.');
    await database.connection.query('CREATE TABLE `User` (id INT PRIMARY KEY)');
    await gateway.ready();
    await stop(gateway);
    // One of them reports it for all.
    expect(gateway.output().match(/no table of the model, so/g)).toHaveLength(1);
    expect(gateway.output().match(/Post has no table/g)).toHaveLength(1);
  });

  test('is found out when it was down at start and comes back', async () => {
    await mkdir(resolve('.gather/test'), { recursive: true });
    const directory = await mkdtemp(join(resolve('.gather/test'), 'foreign-'));
    try {
      const earlier = await openOwnServer('mariadb', directory);
      const connection = await openTestConnection(earlier.url);
      await connection.query('CREATE TABLE Invoice (id INT PRIMARY KEY)');
      await connection.end();
      await earlier.close();
      await using gateway = await openGatewayProcess({ DATABASE_URL: earlier.url });
      await waitForProbe(gateway.url, 'live', 200);
      expect(await readReadiness(gateway)).toMatchObject({
        status: 503,
        body: { status: 'database unavailable' },
      });
      await using _server = await openOwnServer('mariadb', directory);
      await waitForRefusal(gateway);
      expect(await readReadiness(gateway)).toEqual(withoutTable);
      await stop(gateway);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});

test('A database that is as the model says is started with without a warning', async () => {
  await using gateway = await openGatewayProcess({ DATABASE_URL: seededDatabaseUrl() });
  await gateway.ready();
  expect(gateway.lines().filter(({ level }) => level !== 'info')).toEqual([]);
  await stop(gateway);
});
