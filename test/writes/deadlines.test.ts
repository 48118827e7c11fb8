import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Events } from '../../src/events.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway } from '../support/gateway.ts';
import { type HeldRows, holdRows, listRunning } from '../support/held-rows.ts';

/** It writes one row that is free, and then one that is held. */
const write = `mutation {
  free: updateTeam(id: 1, data: { name: "written" }) { name }
  held: updateTeam(id: 2, data: { name: "written" }) { name }
}`;
const read = '{ teams { nodes { name } } }';
const unchanged = { teams: { nodes: [{ name: 'before' }, { name: 'before' }] } };
const written = { teams: { nodes: [{ name: 'written' }, { name: 'written' }] } };

let database: TestDatabase;
let rows: HeldRows;

beforeAll(async () => {
  database = await openTestDatabase('tables');
});

beforeEach(async () => {
  await database.connection.query(
    "REPLACE INTO Team (id, slug, name) VALUES (1, 'free', 'before'), (2, 'held', 'before')",
  );
  rows = await holdRows(database, "UPDATE Team SET name = 'holder' WHERE id = 2");
  return () => rows[Symbol.asyncDispose]();
});

afterAll(() => database[Symbol.asyncDispose]());

describe('Mutation that waits for a row', () => {
  test.each(['REQUEST_TIMEOUT_MS', 'TRANSACTION_TIMEOUT_MS', 'STATEMENT_TIMEOUT_MS'])(
    'is cancelled in the database after %s, and has changed nothing',
    async (name) => {
      await using gateway = await openTestGateway({
        databaseUrl: database.url,
        settings: { POOL_SIZE: '2', [name]: '1000' },
      });
      const { status, data, errors } = await gateway.query(write);
      expect([status, data]).toEqual([504, undefined]);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['TIMEOUT', 'TIMEOUT']);
      expect(await listRunning(database)).toEqual([]);
      expect((await gateway.query(read)).data).toEqual(unchanged);

      await rows.letGo();
      expect((await gateway.query(write)).errors).toBeUndefined();
      expect((await gateway.query(read)).data).toEqual(written);
    },
  );

  test('is rolled back when its client goes away', async () => {
    await using gateway = await openTestGateway({
      databaseUrl: database.url,
      settings: { POOL_SIZE: '2' },
    });
    const client = new AbortController();
    const answer = gateway.query(write, {}, { signal: client.signal });
    await rows.waitForWriters(1);
    client.abort();
    await expect(answer).rejects.toThrow('aborted');
    const isLogged = (): boolean => gateway.lines.some(({ clientGone }) => clientGone === true);
    await waitUntil(isLogged, { intervalMs: 10, timeoutMs: 10_000 });
    expect(gateway.lines).toContainEqual(
      expect.objectContaining({ operationType: 'mutation', clientGone: true }),
    );
    expect(gateway.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(await listRunning(database)).toEqual([]);
    await rows.letGo();
    expect((await gateway.query(read)).data).toEqual(unchanged);
    expect((await gateway.query(write)).errors).toBeUndefined();
  });

  test('that its client gives up before it has begun never begins', async () => {
    await using gateway = await openTestGateway({
      databaseUrl: database.url,
      settings: { POOL_SIZE: '2' },
    });
    const first = gateway.query('mutation { updateTeam(id: 2, data: { name: "first" }) { name } }');
    await rows.waitForWriters(1);
    const client = new AbortController();
    const second = gateway.query(
      'mutation { createTeam(data: { slug: "never", name: "x" }) { name } }',
      {},
      { signal: client.signal },
    );
    // What was sent before it is answered after it has come.
    await gateway.query(read);
    client.abort();
    await expect(second).rejects.toThrow('aborted');
    const isLogged = (): boolean => gateway.lines.some(({ clientGone }) => clientGone === true);
    await waitUntil(isLogged, { intervalMs: 10, timeoutMs: 10_000 });
    await rows.letGo();
    expect((await first).data).toEqual({ updateTeam: { name: 'first' } });
    expect((await gateway.query('{ teamBySlug(slug: "never") { name } }')).data).toEqual({
      teamBySlug: null,
    });
  });

  test('is tried again after LOCK_TIMEOUT_SECONDS, three times, and then refused', async () => {
    await using gateway = await openTestGateway({
      databaseUrl: database.url,
      settings: { LOCK_TIMEOUT_SECONDS: '1' },
    });
    const { data, errors } = await gateway.query(write);
    expect(data).toEqual({ free: null, held: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['CONFLICT', 'CONFLICT']);
    expect(gateway.lines).toContainEqual(
      expect.objectContaining({ operationType: 'mutation', codes: ['CONFLICT'], retries: 3 }),
    );
    expect((await gateway.query(read)).data).toEqual(unchanged);
  });

  test('is written where the row comes free in time', async () => {
    const events = new Events();
    await using gateway = await openTestGateway({
      databaseUrl: database.url,
      settings: { LOCK_TIMEOUT_SECONDS: '1' },
      events,
    });
    const updates: string[] = [];
    using _subscription = events.statements.subscribe(({ sql }) => {
      if (sql.startsWith('UPDATE')) updates.push(sql);
    });
    const answer = gateway.query(write);
    await waitUntil(() => updates.length === 2, { intervalMs: 10, timeoutMs: 10_000 }); // of its second try
    await rows.letGo();
    expect((await answer).errors).toBeUndefined();
    expect((await gateway.query(read)).data).toEqual(written);
  });

  test('leaves a connection to those who read, however many others wait too', async () => {
    await using gateway = await openTestGateway({
      databaseUrl: database.url,
      settings: { POOL_SIZE: '3' },
    });
    const answers = ['a', 'b', 'c'].map((name) =>
      gateway.query('mutation ($name: String!) { updateTeam(id: 2, data: { name: $name }) { name } }', {
        name,
      }),
    );
    await rows.waitForWriters(2);
    for (const _ of answers) expect((await gateway.query(read)).data).toEqual(unchanged);
    await rows.letGo();
    const names = (await Promise.all(answers)).map(({ data }) => data);
    expect(names).toEqual(['a', 'b', 'c'].map((name) => ({ updateTeam: { name } })));
  });
});
