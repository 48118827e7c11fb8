import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/open-database.ts';
import type { Comparison, Filter } from '../../../src/model/load.ts';
import { readFieldValue } from '../../../src/model/read-value.ts';
import { columnKinds } from '../../support/column-kinds.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openTestLoaders } from '../../support/loaders.ts';
import {
  createOneColumnTable,
  findAfter,
  findByFilter,
  findByKeys,
  lookUp,
  type OneColumnTable,
  readValues,
} from '../../support/one-column-table.ts';

let opened: AsyncDisposableStack;
let database: Database;
const tables = new Map<string, OneColumnTable>();

beforeAll(async () => {
  await using opening = new AsyncDisposableStack();
  const { connection, url }: TestDatabase = opening.use(await openTestDatabase('nothing'));
  for (const kind of columnKinds) {
    // a row without a value comes last, which no comparison finds
    const stored = [...kind.rows.map(([value]) => value), 'NULL'];
    tables.set(kind.column, await createOneColumnTable(connection, { ...kind, stored }));
  }
  ({ database } = opening.use(await openTestLoaders({ databaseUrl: url })));
  opened = opening.move();
}, 60_000);

afterAll(() => opened.disposeAsync());

describe.each(columnKinds)('Column of $column', ({ column, type, rows, strangers }) => {
  const told = rows.map(([, value]) => value);
  const ids = rows.map((_, index) => index + 1);
  const table = (): OneColumnTable => tableOf(column);
  const find = (comparison: Comparison): Promise<number[]> => findBy(column, comparison);

  test('tells what is stored, and takes it back as it was told', async () => {
    expect(await readValues(table(), database)).toEqual([...told, null]);
    expect(told.map((value) => readFieldValue(table().v, value))).toEqual(told);
  });

  test('finds each of its values by key, in one batch with those it cannot hold', async () => {
    const keys = [...strangers, ...told, ...strangers];
    const nothing = strangers.map(() => []);
    expect(await findByKeys(table(), database, keys)).toEqual([
      ...nothing,
      ...ids.map((id) => [id]),
      ...nothing,
    ]);
    const none = strangers.map(() => null);
    expect(await lookUp(table(), database, keys)).toEqual([...none, ...ids, ...none]);
  });

  test('finds each of its values by comparison, and nothing by those it cannot hold', async () => {
    for (const [index, value] of told.entries()) {
      expect(await find({ operator: 'equals', value })).toEqual([index + 1]);
      expect(await find({ operator: 'not', value })).toEqual(ids.filter((id) => id !== index + 1));
    }
    expect(await find({ operator: 'in', values: [...strangers, ...told] })).toEqual(ids);
    expect(await find({ operator: 'notIn', values: [...told, ...strangers] })).toEqual([]);
    for (const value of strangers) {
      expect(await find({ operator: 'equals', value }), `equals ${value}`).toEqual([]);
      expect(await find({ operator: 'in', values: [value] }), `in ${value}`).toEqual([]);
      expect(await find({ operator: 'not', value }), `not ${value}`).toEqual(ids);
      expect(await findBy(column, { operator: 'equals', value }, true), `NOT equals ${value}`).toEqual(ids);
      expect(await find({ operator: 'notIn', values: [value] }), `notIn ${value}`).toEqual(ids);
    }
  });

  test('goes on after each of its values, in both directions', async () => {
    for (const [index, value] of told.entries()) {
      const id = String(index + 1);
      expect(await findAfter(table(), database, [value, id], false)).toEqual(ids.slice(index + 1));
      const before = [...ids.slice(0, index).toReversed(), ids.length + 1];
      expect(await findAfter(table(), database, [value, id], true)).toEqual(before);
    }
  });

  test.skipIf(type === 'Level')('is ordered with any value of its type', async () => {
    for (const value of [...told, ...strangers]) {
      const below = await find({ operator: 'lt', value });
      const upTo = await find({ operator: 'lte', value });
      const equal = await find({ operator: 'equals', value });
      expect(below, `lt ${value}`).toEqual(ids.slice(0, below.length));
      expect(upTo, `lte ${value}`).toEqual([...below, ...equal]);
      expect(await find({ operator: 'gt', value }), `gt ${value}`).toEqual(ids.slice(upTo.length));
      expect(await find({ operator: 'gte', value }), `gte ${value}`).toEqual(ids.slice(below.length));
    }
  });
});

const numberKinds = columnKinds.filter(({ rows: [first] }) => typeof first?.[1] === 'number');

describe.each(numberKinds)('Column of $column', ({ column, rows, strangers }) => {
  test('has its place among numbers that it cannot hold', async () => {
    const told = rows.map(([, value]) => Number(value));
    for (const value of strangers) {
      const below = await findBy(column, { operator: 'lt', value });
      expect(below, `lt ${value}`).toHaveLength(told.filter((other) => other < Number(value)).length);
      const above = await findBy(column, { operator: 'gt', value });
      expect(above, `gt ${value}`).toHaveLength(told.filter((other) => other > Number(value)).length);
    }
  });
});

function tableOf(column: string): OneColumnTable {
  const found = tables.get(column);
  if (found === undefined) throw new Error(`Expected a table of ${column}.`);
  return found;
}

function findBy(column: string, comparison: Comparison, negated = false): Promise<number[]> {
  const table = tableOf(column);
  const filter: Filter = { kind: 'compare', field: table.v, ...comparison };
  return findByFilter(table, database, negated ? { kind: 'not', filter } : filter);
}
