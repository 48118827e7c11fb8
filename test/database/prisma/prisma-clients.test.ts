import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { TimeoutError } from '../../../src/errors.ts';
import { waitUntil } from '../../../src/std/wait-until.ts';
import { holdRows, listRunning } from '../../support/held-rows.ts';
import { buildTeam, openTestPrisma } from '../../support/prisma.ts';

const poolSize = 3;
const opened = await openTestPrisma(poolSize);
const { database, loaders, built, lease, readSlugs, untilReady } = opened;

beforeEach(() => database.connection.query('DELETE FROM Team'));

afterAll(() => opened[Symbol.asyncDispose]());

async function isRunning(): Promise<boolean> {
  return (await listRunning(database)).length > 0;
}

function isFree(): Promise<boolean> {
  return Promise.resolve(loaders.database.gate.running === 0);
}

describe('Prisma client on the pool', () => {
  test('reads and writes', async () => {
    using leased = lease();
    const { client } = leased;
    await client.team.createMany({ data: [buildTeam('a'), buildTeam('b')] });
    const updated = await client.team.update({ where: { slug: 'b' }, data: { name: 'B' } });
    expect(updated).toMatchObject({ slug: 'b', name: 'B' });
    expect(await client.team.findMany({ orderBy: { slug: 'asc' }, select: { name: true } })).toEqual([
      { name: 'a' },
      { name: 'B' },
    ]);
    expect(await client.$queryRaw`SELECT COUNT(*) AS teams FROM Team WHERE name <> ${'a'}`).toEqual([
      { teams: 1n },
    ]);
  });

  test('gives errors of the database its own codes, and goes on', async () => {
    using leased = lease();
    await leased.client.team.create({ data: buildTeam('a') });
    await expect(leased.client.team.create({ data: buildTeam('a') })).rejects.toMatchObject({
      code: 'P2002',
    });
    expect(await leased.client.team.count()).toBe(1);
  });

  test('commits and rolls back its own transactions, with savepoints within', async () => {
    using leased = lease();
    const { client } = leased;
    await client.$transaction(
      async (outer) => {
        await outer.team.create({ data: buildTeam('outer') });
        const inner = outer.$transaction(async (within) => {
          await within.team.create({ data: buildTeam('inner') });
          throw new Error('undo');
        });
        await expect(inner).rejects.toThrow('undo');
      },
      { isolationLevel: 'Serializable' },
    );
    const failing = client.$transaction(async (outer) => {
      await outer.team.create({ data: buildTeam('lost') });
      throw new Error('undo');
    });
    await expect(failing).rejects.toThrow('undo');
    await client.$transaction([
      client.team.create({ data: buildTeam('first') }),
      client.team.create({ data: buildTeam('second') }),
    ]);
    const batch = client.$transaction([
      client.team.create({ data: buildTeam('third') }),
      client.team.create({ data: buildTeam('first') }),
    ]);
    await expect(batch).rejects.toMatchObject({ code: 'P2002' });
    expect(await readSlugs()).toEqual(['first', 'outer', 'second']);
    expect(loaders.database.gate.running).toBe(0);
  });

  test('never has more statements in flight than the pool has connections', async () => {
    const held = await holdRows(database, "INSERT INTO Team (slug, name) VALUES ('held', 'held')");
    await using _held = held;
    using leased = lease();
    const others = Array.from({ length: 4 * poolSize }, () => lease());
    const all = [leased, ...others];
    const waiting = Promise.allSettled(
      all.map(({ client }) => client.$executeRaw`INSERT INTO Team (slug, name) VALUES ('held', 'late')`),
    );
    await held.waitForWriters(poolSize);
    expect(await listRunning(database)).toHaveLength(poolSize);
    const { running, waiting: queued } = loaders.database.gate;
    expect([running, queued]).toEqual([poolSize, all.length - poolSize]);
    await held.letGo();
    const results = await waiting;
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of others) each[Symbol.dispose]();
  });

  test('is cancelled in the database with its request, with the reason of that', async () => {
    const abort = new AbortController();
    using leased = lease(abort.signal);
    const running = leased.client.$queryRaw`SELECT SLEEP(60)`;
    const outcome = running.then(
      () => 'answered',
      (error: unknown) => error,
    );
    await waitUntil(isRunning, { intervalMs: 5, timeoutMs: 10_000 });
    const reason = new TimeoutError('The request took too long.');
    abort.abort(reason);
    expect(await outcome).toBe(reason);
    const isIdle = async (): Promise<boolean> => !(await isRunning());
    expect(await waitUntil(isIdle, { intervalMs: 5, timeoutMs: 10_000 })).toBe(true);
    await expect(leased.client.team.count()).rejects.toBe(reason);
  });

  test('has its transaction rolled back with its request', async () => {
    const abort = new AbortController();
    using leased = lease(abort.signal);
    const reason = new TimeoutError('The request took too long.');
    const transaction = leased.client.$transaction(async (prisma) => {
      await prisma.team.create({ data: buildTeam('lost') });
      abort.abort(reason);
      await prisma.team.count();
    });
    await expect(transaction).rejects.toBe(reason);
    expect(await waitUntil(isFree, { intervalMs: 5, timeoutMs: 10_000 })).toBe(true);
    expect(await readSlugs()).toEqual([]);
  });

  test('is used again by the next request, but never by two at once', async () => {
    const before = built();
    for (let request = 0; request < 20; request++) {
      using leased = lease();
      await leased.client.team.count();
    }
    expect(built() - before).toBeLessThanOrEqual(1);
    using one = lease();
    using other = lease();
    const [first, second] = await Promise.all([
      one.client.team.findUnique({ where: { slug: 'none' } }),
      other.client.team.findUnique({ where: { slug: 'none' } }),
    ]);
    expect([first, second]).toEqual([null, null]);
  });

  test('refuses to work after its request, and leaves the next one alone', async () => {
    const leased = lease();
    const { client } = leased;
    const late = client.team.create({ data: buildTeam('late') });
    await client.team.count();
    leased[Symbol.dispose]();
    const message = /used after its request had ended/;
    using _next = lease();
    await expect(late).rejects.toThrow(message);
    await expect(client.team.count()).rejects.toThrow(message);
    await expect(client.$queryRaw`SELECT 1`).rejects.toThrow(message);
    await expect(client.$transaction(async () => Promise.resolve())).rejects.toThrow(message);
    expect(await readSlugs()).toEqual([]);
  });

  test.each([
    'SET sql_mode = ""',
    'BEGIN',
    '/* now */ start transaction',
    'LOCK TABLES Team WRITE',
    'USE mysql',
    '/*!40000 SET @@sql_mode = "" */',
  ])('refuses a statement that would change the session: %s', async (statement) => {
    using leased = lease();
    await expect(leased.client.$executeRawUnsafe(statement)).rejects.toThrow(
      /Expected a statement that leaves its session as it is, but got/,
    );
  });

  test('loses the connection on which a procedure leaves a transaction open', async () => {
    await database.connection.query('DROP PROCEDURE IF EXISTS leave_open');
    await database.connection.query(
      "CREATE PROCEDURE leave_open() BEGIN START TRANSACTION; INSERT INTO Team (slug, name) VALUES ('open', 'open'); END",
    );
    using leased = lease();
    await expect(leased.client.$executeRaw`CALL leave_open()`).rejects.toThrow(
      /has left a transaction open, which was rolled back/,
    );
    await untilReady();
    expect(await leased.client.team.count()).toBe(0);
    expect(await readSlugs()).toEqual([]);
  });

  test('fails with a clear error while the database is cut off, and works again', async () => {
    using leased = lease();
    const [row] = await leased.client.$queryRaw<{ id: bigint }[]>`SELECT CONNECTION_ID() AS id`;
    const running = leased.client.$transaction(async (prisma) => {
      const [own] = await prisma.$queryRaw<{ id: bigint }[]>`SELECT CONNECTION_ID() AS id`;
      await database.connection.query(`KILL ${String(own?.id)}`);
      await prisma.team.create({ data: buildTeam('lost') });
    });
    await expect(running).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(row?.id).toBeGreaterThan(0n);
    await untilReady();
    using next = lease();
    expect(await next.client.team.count()).toBe(0);
  });
});
