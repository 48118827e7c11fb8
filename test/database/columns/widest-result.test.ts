import { beforeAll, describe, expect, test } from 'vitest';
import { readCatalog, type Catalog } from '../../../src/database/catalog/read-catalog.ts';
import { widestResult } from '../../../src/database/columns/widest-result.ts';
import { readGeneratedModel } from '../../../src/gateway.ts';
import { buildJoinedColumns, buildColumns, type Columns, noColumns } from '../../../src/model/columns.ts';
import { buildAggregateShape, buildRowShape, buildRowsShape } from '../../../src/model/build-shape.ts';
import type { Field, Model } from '../../../src/model/model.ts';
import { openTestDatabase } from '../../support/database.ts';

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
    const short = buildColumns(post, new Set(post.fields.filter(({ long }) => !long)));
    const one = widestResult(buildRowShape({ model: post, by: post.key, long: [] }), short, catalog);
    // A title of 191 characters, and five columns without texts.
    expect(one).toBeGreaterThan(191);
    expect(one).toBeLessThan(1_000);
    const list = buildRowsShape({ model: post, by: [], orderBy: [], limit: 20, long: [], ...page });
    expect(widestResult(list, short, catalog)).toBe(20 * one);
  });

  test('counts a text that is asked for with all it can hold', () => {
    const widest = widestResult(buildRowShape({ model: post, by: post.key, long: [] }), only(body), catalog);
    expect(widest).toBeGreaterThan(65_535);
    expect(widest).toBeLessThan(67_000);
  });

  test('counts the rows that come along', () => {
    const [author] = post.relations.filter(({ cardinality }) => cardinality === 'one');
    if (author === undefined) throw new Error('Expected a to-one relation of Post.');
    const shape = buildRowShape({ model: post, by: post.key, long: [] });
    const beside = buildColumns(post, new Set(post.key), [
      buildJoinedColumns(author, new Set(author.target.fields.filter(({ name }) => name === 'email'))),
    ]);
    const more = widestResult(shape, beside, catalog) - widestResult(shape, noColumns, catalog);
    expect(more).toBeGreaterThan(191);
  });

  test('counts what rows are ordered by, and figures', () => {
    const orderBy = [{ kind: 'field', path: [], field: body, descending: false }] as const;
    const list = buildRowsShape({ model: post, by: [], orderBy, limit: 1, long: [], ...page });
    expect(widestResult(list, noColumns, catalog)).toBeGreaterThan(65_535);
    const measures = [{ function: 'count' }, { function: 'max', field: body }] as const;
    const figures = buildAggregateShape({ model: post, by: [], where: undefined, measures });
    expect(widestResult(figures, noColumns, catalog)).toBeGreaterThan(65_535);
  });

  test('has no end that matters where JSON is read', () => {
    const extended = { ...post, fields: [...post.fields, json] };
    const columns = buildColumns(extended, new Set([json]));
    expect(
      widestResult(buildRowShape({ model: post, by: post.key, long: [] }), columns, catalog),
    ).toBeGreaterThan(4_000_000_000);
  });
});

function only(field: Field): Columns {
  return buildColumns(post, new Set([field]));
}
