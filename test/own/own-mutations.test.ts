import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GatherError } from '../../src/errors.ts';
import type { LooseBuilder, OwnOptions } from '../../src/own/builders.ts';
import type { OwnContext } from '../../src/own/own-context.ts';
import type { OwnDefinition } from '../../src/own/own-definition.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway, traced } from '../support/gateway.ts';

interface GivenUser {
  readonly id: string;
}

const own: OwnOptions = { extend: { Query: queryFields, Mutation: mutationFields } };
const after: string[] = [];

function queryFields(query: LooseBuilder): Record<string, OwnDefinition> {
  return {
    nested: query.field('JSON', {
      args: { depth: 'Int!' },
      statements: 1,
      resolve: (_: unknown, { graphql }: OwnContext) => graphql('{ users(first: 2) { nodes { id } } }'),
    }),
    forever: query.field('JSON', {
      resolve: (_: unknown, { graphql }: OwnContext) => graphql('{ forever }'),
    }),
    sneaks: query.field('JSON', {
      resolve: (_: unknown, { graphql }: OwnContext) => graphql('mutation { deleteUser(id: 1) { id } }'),
    }),
    named: query.field('[String!]!', {
      args: { ids: '[ID!]!' },
      statements: 1,
      resolve: async ({ ids }: { ids: string[] }, { sql }: OwnContext) => {
        const rows = await sql<{ name: string }>`SELECT name FROM User WHERE id IN (${ids}) ORDER BY id`;
        return rows.map(({ name }) => name);
      },
    }),
    noted: query.field('String', {
      resolve: (_: unknown, context: OwnContext) => {
        context.after(() => void after.push('query'));
        return 'x';
      },
    }),
  };
}

async function rename({ id }: GivenUser, { sql, after: later }: OwnContext): Promise<string> {
  const { affectedRows } = await sql`UPDATE User SET name = ${`renamed ${id}`} WHERE id = ${id}`;
  later(() => void after.push(`renamed ${id}: ${affectedRows}`));
  return id;
}

function mutationFields(mutation: LooseBuilder): Record<string, OwnDefinition> {
  const args = { id: 'ID!' };
  return {
    rename: mutation.field('User!', { args, resolve: rename }),
    renameAndThrow: mutation.field('User', {
      args,
      resolve: async (given: GivenUser, context: OwnContext) => {
        await rename(given, context);
        throw new GatherError('FORBIDDEN', 'Not this one.');
      },
    }),
    promote: mutation.field('User!', {
      args,
      resolve: async ({ id }: GivenUser, { graphql }: OwnContext) => {
        await graphql('mutation ($id: ID!) { updateUser(id: $id, data: { role: ADMIN }) { id } }', { id });
        return id;
      },
    }),
    commits: mutation.field('Boolean', { resolve: (_: unknown, { sql }: OwnContext) => sql`COMMIT` }),
    hangs: mutation.field('Boolean', { timeoutMs: 50, resolve: () => new Promise(() => undefined) }),
  };
}

const opened = new AsyncDisposableStack();
let gateway: TestGateway;
let database: TestDatabase;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('directory'));
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url, own }));
});

beforeEach(() => {
  after.length = 0;
});

afterAll(() => opened.disposeAsync());

async function readUser(id: number): Promise<{ readonly name: string; readonly role: string }> {
  const [user] = await database.connection.query<{ name: string; role: string }[]>(
    'SELECT name, role FROM User WHERE id = ?',
    [id],
  );
  if (user === undefined) throw new Error('Expected a user.');
  return user;
}

describe('Own mutation', () => {
  test('writes in the transaction of its document, and shows what it has written', async () => {
    const { data, errors, statements } = await gateway.query(
      'mutation { a: rename(id: 1) { id name manager { id } } b: rename(id: 2) { name } }',
      {},
      traced,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ a: { id: '1', name: 'renamed 1' }, b: { name: 'renamed 2' } });
    expect(await readUser(1)).toMatchObject({ name: 'renamed 1' });
    expect(after).toEqual(['renamed 1: 1', 'renamed 2: 1']);
    expect(statements.map(({ paths }) => paths[0])).toContain('a');
  });

  test('that throws after a write has changed nothing, and nothing runs afterwards', async () => {
    const before = await readUser(3);
    const { data, errors } = await gateway.query(
      'mutation { first: rename(id: 3) { id } renameAndThrow(id: 4) { id } }',
    );
    expect(data).toEqual({ first: null, renameAndThrow: null });
    expect(errors).toMatchObject(
      [{ message: 'Not this one.', path: ['renameAndThrow'], extensions: { code: 'FORBIDDEN' } }, {}].slice(
        0,
        errors?.length,
      ),
    );
    expect(await readUser(3)).toEqual(before);
    expect(after).toEqual([]);
  });

  test('asks the API in its own transaction', async () => {
    const { data, errors } = await gateway.query('mutation { promote(id: 5) { id role } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ promote: { id: '5', role: 'ADMIN' } });
    expect(await readUser(5)).toMatchObject({ role: 'ADMIN' });
  });

  test('gets the error of the API with its code, and changes nothing', async () => {
    const { errors } = await gateway.query('mutation { rename(id: 6) { id } promote(id: 999999) { id } }');
    expect(errors?.some(({ extensions }) => extensions.code === 'NOT_FOUND')).toBe(true);
    expect((await readUser(6)).name).not.toBe('renamed 6');
  });

  test('may not end its transaction', async () => {
    const { errors } = await gateway.query('mutation { rename(id: 7) { id } commits }');
    expect(errors?.map(({ message }) => message).join()).toContain('Mutation.commits: expected SELECT');
    expect((await readUser(7)).name).not.toBe('renamed 7');
  });

  test('that never settles ends at its deadline, and its connection is free again', async () => {
    for (let asked = 0; asked < 12; asked++) {
      const { errors } = await gateway.query('mutation { hangs }');
      expect(errors).toMatchObject([{ path: ['hangs'], extensions: { code: 'TIMEOUT' } }]);
    }
  });

  test('is left out with MUTATIONS=false', async () => {
    await using reading = await openTestGateway({
      databaseUrl: database.url,
      own,
      settings: { MUTATIONS: 'false' },
    });
    const { data } = await reading.query('{ __schema { mutationType { name } } }');
    expect(data).toEqual({ __schema: { mutationType: null } });
  });
});

describe('Own query', () => {
  test('asks the API in the same session', async () => {
    const { data, errors } = await gateway.query('{ nested(depth: 1) named(ids: ["1", "2", "3"]) }');
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ nested: { users: { nodes: [{ id: '1' }, { id: '2' }] } } });
    expect(data).toMatchObject({ named: { length: 3 } });
  });

  test('is bounded in depth, and may not write', async () => {
    const { data, errors } = await gateway.query('{ forever sneaks user(id: 8) { id } }');
    expect(data).toEqual({ forever: null, sneaks: null, user: { id: '8' } });
    expect(errors?.map(({ message, path }) => [path?.[0], message])).toEqual([
      ['forever', 'ctx.graphql: expected at most 5 documents within each other.'],
      ['sneaks', 'ctx.graphql: expected a query, since only a field of Mutation may write.'],
    ]);
  });

  test('runs its work for afterwards once it is answered', async () => {
    await gateway.query('{ noted }');
    expect(after).toEqual(['query']);
  });
});
