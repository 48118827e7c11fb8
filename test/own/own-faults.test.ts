import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GatherError } from '../../src/errors.ts';
import type { LooseBuilder, OwnOptions } from '../../src/own/builders.ts';
import type { OwnContext } from '../../src/own/own-context.ts';
import type { OwnDefinition } from '../../src/own/own-definition.ts';
import { seededDatabaseUrl } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';

const secret = 'a secret of the user';

interface SomeUser {
  readonly id: string;
}

const own: OwnOptions = {
  types: 'type Thing { name: String! any: JSON list: [Int!] inner: Thing }',
  extend: { User: faultyFields },
};

function faultyFields(user: LooseBuilder): Record<string, OwnDefinition> {
  const needs = ['id'];
  const field = (
    type: string,
    load: (users: readonly SomeUser[], context: OwnContext) => unknown,
  ): OwnDefinition =>
    user.field(type, {
      needs,
      load: (users: readonly SomeUser[], _: unknown, context: OwnContext) => load(users, context),
    });
  const thing = (part: object | (() => object)): OwnDefinition =>
    field('Thing', (users) =>
      users.map(() => (typeof part === 'function' ? (part as () => object)() : part)),
    );
  return {
    short: field('String!', (users) => users.slice(1)),
    oneShort: field('String', (users) => users.slice(1)),
    nothing: field('String', () => undefined),
    text: field('String', () => 'abc'),
    throws: field('String', () => {
      throw new Error(secret);
    }),
    rejects: field('String', () => Promise.reject(new Error(secret))),
    known: field('String', () => Promise.reject(new GatherError('FORBIDDEN', 'Not for you.'))),
    thrownText: field('String', () => {
      throw secret; // eslint-disable-line typescript/only-throw-error -- users do
    }),
    never: user.field('String', { timeoutMs: 30, load: () => new Promise(() => undefined) }),
    one: field('String', (users) => users.map(({ id }) => (id === '2' ? new Error(secret) : id))),
    promised: field('String', (users) =>
      users.map(({ id }) => (id === '2' ? Promise.reject(new Error(secret)) : Promise.resolve(id))),
    ),
    nulls: field('String!', (users) => users.map(() => null)),
    number: field('Int', (users) => users.map(() => secret)),
    row: field('User', (users) => users.map(() => ({ name: secret }))),
    missing: field('User', (users) => users.map(() => '999999')),
    missingNow: field('User!', (users) => users.map(() => '999999')),
    noName: thing({}),
    noPromise: thing(() => ({ name: Promise.reject(new Error(secret)) })),
    noFunction: thing({ name: () => secret }),
    getter: thing({
      get name() {
        throw new Error(secret);
      },
    }),
    big: thing({ name: 'x', any: { big: 1n } }),
    badList: thing({ name: 'x', list: [1, null] }),
    noList: thing({ name: 'x', list: 1 }),
    deep: thing({ name: 'x', inner: { name: 'y', inner: { name: null } } }),
    counted: field('String', async (users, { load }) => {
      await load(
        'User',
        users.map(({ id }) => id),
        ['name'],
      );
      return users.map(() => 'x');
    }),
    writes: user.field('String', {
      statements: 1,
      load: async (users: readonly SomeUser[], _: unknown, { sql }: OwnContext) => {
        await sql`UPDATE User SET name = 'x'`;
        return users;
      },
    }),
    late: field('String', (users, { load }) => {
      setImmediate(() => void load('User', ['1']).catch((error: unknown) => latest.push(String(error))));
      return users.map(() => 'x');
    }),
  };
}

const latest: string[] = [];
const opened = new AsyncDisposableStack();
let gateway: TestGateway;

beforeAll(async () => {
  gateway = opened.use(await openTestGateway({ databaseUrl: seededDatabaseUrl(), own }));
});

afterAll(() => opened.disposeAsync());

const masked = 'Unexpected error.';
const internal = 'INTERNAL_SERVER_ERROR';

/** A field, the path of its first error below the user, the message and the code. */
const faults: readonly (readonly [field: string, path: string, message: string, code: string])[] = [
  ['oneShort', 'oneShort', 'User.oneShort: expected 3 values, one per user, got 2', internal],
  ['nothing', 'nothing', 'User.nothing: expected 3 values, one per user, got undefined', internal],
  ['text', 'text', 'User.text: expected 3 values, one per user, got string', internal],
  ['throws', 'throws', masked, internal],
  ['rejects', 'rejects', masked, internal],
  ['known', 'known', 'Not for you.', 'FORBIDDEN'],
  ['thrownText', 'thrownText', masked, internal],
  ['never', 'never', 'User.never took longer than 30 ms.', 'TIMEOUT'],
  ['number', 'number', masked, internal],
  ['row { id }', 'row', 'User.row: expected a key of User (id), got an object with name.', internal],
  ['noName { name }', 'noName.name', 'Cannot return null for non-nullable field Thing.name.', internal],
  [
    'noPromise { name }',
    'noPromise.name',
    'Thing.name: expected a value, got a promise, which must be awaited.',
    internal,
  ],
  ['noFunction { name }', 'noFunction.name', 'Thing.name: expected a value, got a function.', internal],
  ['getter { name }', 'getter.name', masked, internal],
  ['big { any }', 'big.any', masked, internal],
  ['badList { list }', 'badList.list.1', 'Cannot return null for non-nullable field Thing.list.', internal],
  [
    'noList { list }',
    'noList.list',
    'Expected Iterable, but did not find one for field "Thing.list".',
    internal,
  ],
  [
    'deep { inner { inner { name } } }',
    'deep.inner.inner.name',
    'Cannot return null for non-nullable field Thing.name.',
    internal,
  ],
  [
    'counted',
    'counted',
    'User.counted: expected at most 0 statements, got 1; declare them with `statements`.',
    internal,
  ],
  [
    'writes',
    'writes',
    'User.writes: expected SELECT, WITH, VALUES, TABLE, SHOW, EXPLAIN, DESCRIBE, got UPDATE; a field of Mutation may write.',
    internal,
  ],
];

describe('A fault of an own field', () => {
  test.each(faults)('reaches nothing beyond it: %s', async (field, path, message, code) => {
    const { status, data, errors } = await gateway.query(
      `{ users(first: 3) { nodes { id ${field} name } } }`,
    );
    expect(status).toBe(200);
    expect(errors).toHaveLength(3);
    const steps = path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    expect(errors?.[0]).toMatchObject({
      message,
      path: ['users', 'nodes', 0, ...steps],
      extensions: { code },
    });
    expect(JSON.stringify(errors)).not.toContain(secret);
    const { nodes } = (data as { users: { nodes: { id: string; name: string }[] } }).users;
    expect(nodes.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(nodes.every(({ name }) => name !== '')).toBe(true);
  });

  test.each([
    ['one', ['1', null, '3'], masked],
    ['promised', ['1', null, '3'], masked],
  ])('in one position fails that position: %s', async (field, values, message) => {
    const { data, errors } = await gateway.query(`{ users(first: 3) { nodes { value: ${field} } } }`);
    expect(data).toEqual({ users: { nodes: values.map((value) => ({ value })) } });
    expect(errors).toMatchObject([{ message, path: ['users', 'nodes', 1, 'value'] }]);
  });

  test('of a field that is not nullable makes the nearest nullable position null', async () => {
    const { data, errors } = await gateway.query(
      '{ user(id: 1) { nulls } other: user(id: 2) { missingNow { id } } third: user(id: 1) { id missing { id } } }',
    );
    expect(data).toEqual({ user: null, other: null, third: { id: '1', missing: null } });
    expect(errors).toMatchObject([
      { message: 'Cannot return null for non-nullable field User.nulls.', path: ['user', 'nulls'] },
      { path: ['other', 'missingNow'], extensions: { code: 'BAD_DATA' } },
    ]);
  });

  test('with a list of the wrong length counts a thousand', async () => {
    await using large = await openTestGateway({
      databaseUrl: seededDatabaseUrl(),
      own,
      settings: { PAGE_SIZE_MAX: '1000' },
    });
    const { errors } = await large.query('{ users(first: 1000) { nodes { oneShort } } }');
    expect(errors?.[0]?.message).toMatch(
      /^User\.oneShort: expected (1,000|\d+) values, one per user, got \d+$/,
    );
  });

  test('does not reach the context after its end', async () => {
    await gateway.query('{ user(id: 1) { late } }');
    await expect.poll(() => latest.length, { timeout: 5_000 }).toBeGreaterThan(0);
    expect(latest[0]).toContain('expected its context to be used before it has answered');
  });

  test('is logged once in production if it runs more statements than it declares', async () => {
    await using production = await openTestGateway({
      databaseUrl: seededDatabaseUrl(),
      own,
      settings: { NODE_ENV: 'production', HOST: '127.0.0.1' },
    });
    for (const _ of [1, 2]) {
      const { errors } = await production.query('{ user(id: 1) { counted } }');
      expect(errors).toBeUndefined();
    }
    const lines = production.lines.filter(({ msg }) => String(msg).startsWith('User.counted: expected'));
    expect(lines).toMatchObject([{ field: 'User.counted', statements: 1, declared: 0 }]);
  });
});
