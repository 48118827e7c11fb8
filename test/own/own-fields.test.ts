import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GatherError } from '../../src/errors.ts';
import type { LooseBuilder, OwnOptions } from '../../src/own/builders.ts';
import { each } from '../../src/own/each.ts';
import type { OwnDefinition } from '../../src/own/own-definition.ts';
import { seededDatabaseUrl } from '../support/database.ts';
import { openTestGateway, type TestGateway, traced } from '../support/gateway.ts';

/** The sizes of all calls of a field, in order. */
const calls: number[] = [];
let concurrent = 0;
let concurrentMost = 0;

const own: OwnOptions = {
  types: `
    "A picture."
    type Avatar { url: String! width: Int! sizes: [Size!]! shape: Shape owner: User }
    type Size { name: String! users: [User] }
    enum Shape { ROUND SQUARE }
    scalar Any`,
  extend: {
    User: userFields,
    Post: (post) => ({
      loud: post.field('String!', {
        needs: ['title'],
        load: (posts: { title: string }[]) => {
          calls.push(posts.length);
          return posts.map(({ title }) => `${title}!`);
        },
      }),
      short: post.field('String', { load: (posts) => posts.slice(1) }),
    }),
    Query: queryFields,
  },
};

interface SomeUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

function userFields(user: LooseBuilder): Record<string, OwnDefinition> {
  return {
    shout: user.field('String!', {
      needs: ['name'],
      load: (users: SomeUser[]) => {
        calls.push(users.length);
        return users.map(({ name }) => name.toUpperCase());
      },
    }),
    avatar: user.field('Avatar', {
      needs: ['id', 'email'],
      args: { size: 'Int = 64', shape: 'Shape' },
      load: (users: SomeUser[], given: { size: number; shape: string | null }) => {
        calls.push(users.length);
        return users.map(({ id, email }) => ({
          url: `/${email}?${given.size}`,
          width: given.size,
          sizes: [{ name: 'small', users: [id, '1'] }],
          shape: given.shape ?? 'ROUND',
          owner: id,
        }));
      },
    }),
    friends: user.field('[User!]!', {
      needs: ['id'],
      load: (users: SomeUser[]) => users.map(({ id }) => [id, String((Number(id) % 3) + 1)]),
    }),
    old: user.field('String', {
      needs: ['id'],
      load: each(async ({ id }: SomeUser) => {
        concurrentMost = Math.max(concurrentMost, ++concurrent);
        await Promise.resolve();
        concurrent--;
        if (id === '2') throw new GatherError('NOT_FOUND', 'no old name');
        return `old ${id}`;
      }),
    }),
  };
}

function queryFields(query: LooseBuilder): Record<string, OwnDefinition> {
  return {
    first: query.field('User', { resolve: () => '1' }),
    nobody: query.field('User', { resolve: () => null }),
    ids: query.field('[User]!', { args: { ids: '[ID!]!' }, resolve: ({ ids }: { ids: string[] }) => ids }),
    picture: query.field('Avatar!', { resolve: () => ({ url: '/', width: 1, sizes: [], owner: 2 }) }),
  };
}

const opened = new AsyncDisposableStack();
let gateway: TestGateway;

beforeAll(async () => {
  gateway = opened.use(await openTestGateway({ databaseUrl: seededDatabaseUrl(), own }));
});

afterAll(() => opened.disposeAsync());

describe('Own field', () => {
  test('is called once for a thousand parents, and its needs are read though not shown', async () => {
    calls.length = 0;
    const { data, errors, statements, statementsAtMost } = await gateway.query(
      '{ posts(first: 1000) { nodes { id loud same: loud short } } }',
      {},
      traced,
    );
    expect(errors?.[0]?.message).toBe('Post.short: expected 1,000 values, one per post, got 999');
    expect(data).toMatchObject({ posts: { nodes: { length: 1000 } } });
    expect(calls).toEqual([1000]);
    expect(statements.length).toBe(1);
    expect(statementsAtMost).toBe(1);
    expect(statements[0]?.sql).toContain('`title`');
  });

  test('answers own types, and loads the rows whose keys they hold', async () => {
    calls.length = 0;
    const answer = await gateway.query(
      `{ users(first: 3) { nodes { id
          avatar { url width shape owner { name } sizes { name users { id avatar(size: 2) { width } } } }
          same: avatar(size: 64) { width }
          other: avatar(size: 1, shape: SQUARE) { width shape }
          friends { id shout } } }
        first { id shout } nobody { id } ids(ids: ["3", "3", "999999"]) { id } picture { width sizes { name } owner { id } } }`,
      {},
      traced,
    );
    expect(answer.errors).toBeUndefined();
    await expect(`${JSON.stringify(answer.data, undefined, 2)}\n`).toMatchFileSnapshot('own-types.json');
    // The last two levels are one call if their rows arrive in the same tick.
    expect([
      [3, 3, 3, 4],
      [1, 3, 3, 3, 3],
    ]).toContainEqual(calls.toSorted((some, other) => some - other));
    expect(answer.statements.length).toBeLessThanOrEqual(answer.statementsAtMost ?? 0);
  });

  test('that answers one row after the other runs ten at once and is marked', async () => {
    const answer = await gateway.query('{ users(first: 30) { nodes { id old } } }', {}, traced);
    expect(answer.errors).toMatchObject([
      { message: 'no old name', path: ['users', 'nodes', 1, 'old'], extensions: { code: 'NOT_FOUND' } },
    ]);
    expect(concurrentMost).toBe(10);
    expect(answer.calls).toMatchObject([{ field: 'User.old', rows: 30, note: 'not batched' }]);
  });
});
