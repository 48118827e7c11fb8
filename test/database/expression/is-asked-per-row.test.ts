import { describe, expect, test } from 'vitest';
import { isAskedPerRow } from '../../../src/database/expression/is-asked-per-row.ts';
import type { Catalog } from '../../../src/database/catalog/read-catalog.ts';
import { readGeneratedModel } from '../../../src/gateway.ts';
import type { Filter } from '../../../src/model/load.ts';
import type { Model } from '../../../src/model/model.ts';
import { readFilter } from '../../../src/resolvers/read-filter.ts';
import { emptyCatalog } from '../../support/empty-catalog.ts';

const { all } = await readGeneratedModel();

const columns = (...names: string[]): { column: string; descending: boolean }[] =>
  names.map((column) => ({ column, descending: false }));
const index = (name: string, isUnique: boolean, column: string): ReturnType<Catalog['indexes']>[number] => ({
  name,
  isUnique,
  isWhole: true,
  isReadable: true,
  columns: columns(column),
});
const indexes = new Map([
  ['User', [index('PRIMARY', true, 'id'), index('email', true, 'email'), index('role', false, 'role')]],
  ['Post', [index('PRIMARY', true, 'id'), index('authorId', false, 'authorId')]],
  [
    'Comment',
    [index('PRIMARY', true, 'id'), index('postId', false, 'postId'), index('authorId', false, 'authorId')],
  ],
]);
const catalogOf = (rows: Readonly<Record<string, number>>): Catalog => ({
  ...emptyCatalog,
  indexes: (table) => indexes.get(table) ?? [],
  rowCount: (table) => rows[table],
  distinctCount: (table, column) => (table === 'User' && column === 'role' ? 2 : undefined),
});
const large = { User: 100_000, Post: 500_000, Comment: 2_000_000 };

function isAsked(
  list: string,
  where: unknown,
  rows: Readonly<Record<string, number>>,
  pageRows?: number,
): boolean {
  const model = all.find(({ name }) => name === list);
  if (model === undefined) throw new Error(`Expected the model ${list}.`);
  const filter = readSome(model, where);
  return isAskedPerRow(filter, {
    model,
    alias: 't',
    catalog: catalogOf(rows),
    ...(pageRows && { pageRows }),
  });
}

function readSome(model: Model, where: unknown): Filter & { readonly kind: 'some' | 'none' } {
  const filter = readFilter(model, where);
  if (filter?.kind !== 'some' && filter?.kind !== 'none')
    throw new Error('Expected a condition on related rows.');
  return filter;
}

describe('Page asks each row for related ones', () => {
  test.each([
    ['any related row does', 'User', { posts: { some: {} } }],
    ['no index serves the condition', 'User', { comments: { some: { body: { contains: 'index' } } } }],
    ['the condition is on a flag', 'Comment', { post: { is: { published: { equals: false } } } }],
    ['an index finds half of the rows', 'Comment', { author: { is: { role: { equals: 'ADMIN' } } } }],
    ['the condition is negated', 'Comment', { author: { is: { email: { not: 'a@example.com' } } } }],
  ])('if %s', (_, list, where) => {
    expect(isAsked(list, where, large, 20)).toBe(true);
    expect(isAsked(list, where, {}, 20)).toBe(true);
  });
});

describe('Page joins related rows', () => {
  test.each([
    ['a unique key finds them', 'Comment', { author: { is: { email: { equals: 'a@example.com' } } } }],
    [
      'an index finds few of them',
      'User',
      { posts: { some: { comments: { some: { id: { equals: '5' } } } } } },
    ],
    ['an index finds a range of them', 'User', { posts: { some: { id: { gt: '5' } } } }],
  ])('if %s', (_, list, where) => {
    expect(isAsked(list, where, large, 20)).toBe(false);
    expect(isAsked(list, where, {}, 20)).toBe(false);
  });

  test('if their table is far smaller', () => {
    expect(isAsked('User', { posts: { some: {} } }, { ...large, Post: 10 }, 20)).toBe(false);
  });

  test('if every matching row is needed', () => {
    expect(isAsked('User', { posts: { some: {} } }, large)).toBe(false);
  });
});
