import { beforeAll, describe, expect, test } from 'vitest';
import { readCatalog, type Catalog } from '../../src/database/read-catalog.ts';
import { widestResult } from '../../src/database/widest-result.ts';
import { readGeneratedModel } from '../../src/gateway.ts';
import { buildAggregateShape, buildRowShape, buildRowsShape } from '../../src/model/load.ts';
import type { Field, Model } from '../../src/model/model.ts';
import { openTestDatabase } from '../support/database.ts';

let catalog: Catalog;
let post: Model;
let body: Field;
let json: Field;

beforeAll(async () => {
  await using database = await openTestDatabase('tables');
  await database.connection.query('ALTER TABLE `Post` ADD `extra` JSON');
  catalog = await readCatalog(database.connection);
  const { all } = await readGeneratedModel();
  const model = all.find(({ name }) => name === 'Post');
  const text = model?.fields.find(({ name }) => name === 'body');
  if (model === undefined || text === undefined) throw new Error('Expected the model Post.');
  [post, body] = [model, text];
  json = { ...text, name: 'extra', column: 'extra' };
});

const page = { where: undefined, backward: false, after: undefined, before: undefined };

describe('Widest result', () => {
  test('is what the columns of all rows can hold', () => {
    const narrow = buildRowShape({ model: post, by: post.key, wide: [] });
    const one = widestResult(narrow, 1, catalog);
    // A title of 191 characters, and five columns without texts.
    expect(one).toBeGreaterThan(191);
    expect(one).toBeLessThan(1_000);
    expect(widestResult(narrow, 500, catalog)).toBe(500 * one);
    const list = buildRowsShape({ model: post, by: [], wide: [], orderBy: [], limit: 20, ...page });
    expect(widestResult(list, 3, catalog)).toBe(3 * 20 * one);
  });

  test('counts a text that is asked for with all it can hold', () => {
    const shape = buildRowShape({ model: post, by: post.key, wide: [body] });
    expect(widestResult(shape, 1, catalog)).toBeGreaterThan(65_535);
    expect(widestResult(shape, 1, catalog)).toBeLessThan(67_000);
  });

  test('counts what rows are ordered by, and figures', () => {
    const orderBy = [{ kind: 'field', path: [], field: body, descending: false }] as const;
    const list = buildRowsShape({ model: post, by: [], wide: [], orderBy, limit: 1, ...page });
    expect(widestResult(list, 1, catalog)).toBeGreaterThan(65_535);
    const measures = [{ function: 'count' }, { function: 'max', field: body }] as const;
    const figures = buildAggregateShape({ model: post, by: [], where: undefined, measures });
    expect(widestResult(figures, 1, catalog)).toBeGreaterThan(65_535);
  });

  test('has no end that matters where JSON is read', () => {
    const shape = buildRowShape({ model: post, by: post.key, wide: [json] });
    expect(widestResult(shape, 1, catalog)).toBeGreaterThan(4_000_000_000);
  });
});
