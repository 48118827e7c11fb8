import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildColumns, type Columns } from '../../src/model/columns.ts';
import type { RowShape } from '../../src/model/load.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildLookup, columnsOf, keyOf, loadOne, openTestLoaders } from '../support/loaders.ts';
import { holdTable } from '../support/slow-statements.ts';

let database: TestDatabase;
let user: RowShape;
let team: RowShape;

beforeAll(async () => {
  database = await openTestDatabase('tables');
  user = await buildLookup('User');
  team = await buildLookup('Team');
  await database.connection.query(
    "INSERT INTO `User` (id, email, name, updatedAt) VALUES (1, 'a@x', 'Ada', NOW(3)), (2, 'b@x', 'Bob', NOW(3)); " +
      "INSERT INTO `Team` (id, slug, name) VALUES (1, 'one', 'One')",
  );
});

afterAll(() => database[Symbol.asyncDispose]());

describe('Coalescer', () => {
  test('unites the columns of two sessions, and reads no others', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const [one, other] = await Promise.all([
      loadOne(loaders.openSession(), user, keyOf(1), columns('name')),
      loadOne(loaders.openSession(), user, keyOf(2), columns('email')),
    ]);
    expect([one?.['name'], other?.['email']]).toEqual(['Ada', 'b@x']);
    expect(loaders.statements).toMatchObject([{ keys: 2, rows: 2 }]);
    expect(readColumns(loaders.statements[0]?.sql)).toEqual(['email', 'name']);
  });

  test('unites what is asked for until a statement is sent', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, poolSize: 1 });
    await using held = await holdTable(database, 'Team');
    const blocking = loadOne(loaders.openSession(), team, keyOf(1));
    await held.waitForReaders(1);
    const first = loadOne(loaders.openSession(), user, keyOf(1), columns('name'));
    await new Promise((resolve) => setImmediate(resolve));
    const [leaving, second] = [loaders.openSession(), loaders.openSession()];
    const left = loadOne(leaving, user, keyOf(1), columns('role'));
    const last = loadOne(second, user, keyOf(1), columns('email'));
    await new Promise((resolve) => setImmediate(resolve));
    leaving.abort(new Error('The client is gone.'));
    await expect(left).rejects.toThrow('The client is gone.');
    await held.letGo();
    await blocking;
    expect([(await first)?.['name'], (await last)?.['email']]).toEqual(['Ada', 'a@x']);
    // What is given up is not read.
    expect(loaders.statements.slice(1).map(({ sql }) => readColumns(sql))).toEqual([['email', 'name']]);
  });

  test('keeps long texts apart, so that they are read of no row that does not show them', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const long = user.model.fields.filter((field) => field.long);
    const withBio = { ...user, long, id: `${user.id} long` };
    await Promise.all([
      loadOne(loaders.openSession(), user, keyOf(1), columns('name')),
      loadOne(loaders.openSession(), withBio, keyOf(2), columnsOf(withBio)),
    ]);
    expect(loaders.statements).toHaveLength(2);
  });
});

describe('Session', () => {
  test('loads once what two places ask for together', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const session = loaders.openSession();
    const [one, other] = await Promise.all([
      loadOne(session, user, keyOf(1), columns('name')),
      loadOne(session, user, keyOf(1), columns('email')),
    ]);
    expect(one).toBe(other);
    expect(loaders.statements.map(({ sql }) => readColumns(sql))).toEqual([['email', 'name']]);
  });

  test('loads a key again for a column that it was loaded without, and no more after that', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const session = loaders.openSession();
    await loadOne(session, user, keyOf(1), columns('name'));
    const again = await loadOne(session, user, keyOf(1), columns('email'));
    expect([again?.['name'], again?.['email']]).toEqual(['Ada', 'a@x']);
    await loadOne(session, user, keyOf(1), columns('name', 'email'));
    expect(loaders.statements).toHaveLength(2);
  });

  test('answers those who wait with what they asked for, while the key is loaded again', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, poolSize: 2 });
    await using held = await holdTable(database, 'User');
    const session = loaders.openSession();
    const first = loadOne(session, user, keyOf(1), columns('name'));
    await held.waitForReaders(1);
    const second = loadOne(session, user, keyOf(1), columns('email'));
    await held.waitForReaders(2);
    await held.letGo();
    expect([(await first)?.['name'], (await second)?.['email']]).toEqual(['Ada', 'a@x']);
  });

  test('counts against its bound what it asked for, and not what others did', async () => {
    await database.connection.query("UPDATE `User` SET email = REPEAT('x', 190) WHERE id = 1");
    await using loaders = await openTestLoaders({ databaseUrl: database.url, responseMaxBytes: 1_000 });
    const many = loaders.openSession();
    const other = loaders.openSession();
    // Each loads the row six times by other ids of its shape, as other pages would.
    const shapes = Array.from({ length: 6 }, (_, index) => ({ ...user, id: `${user.id} ${index}` }));
    const [short, long] = await Promise.allSettled([
      Promise.all(shapes.map((shape) => loadOne(many, shape, keyOf(1), columns('name')))),
      Promise.all(shapes.map((shape) => loadOne(other, shape, keyOf(1), columns('email')))),
    ]);
    expect([short.status, long.status]).toEqual(['fulfilled', 'rejected']);
    expect(loaders.statements).toHaveLength(6);
  });
});

function columns(...names: readonly string[]): Columns {
  return buildColumns(user.model, new Set(user.model.fields.filter(({ name }) => names.includes(name))));
}

/** The columns that a statement reads, in alphabetical order. */
function readColumns(sql = ''): readonly string[] {
  const list = sql.slice(0, sql.indexOf(' FROM '));
  return Array.from(list.matchAll(/`(\w+)`/g), ([, column = '']) => column).toSorted();
}
