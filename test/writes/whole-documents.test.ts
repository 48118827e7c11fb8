import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestGateway, traced, type TestGateway } from '../support/gateway.ts';
import type { TestDatabase } from '../support/database.ts';
import { loadDepotModels, openDepotDatabase } from './depot/depot.ts';
import { item } from './depot/item.ts';
import { dumpTables, readTables, type Dump } from './twins/tables.ts';

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = opened.use(await openDepotDatabase());
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url, models: await loadDepotModels() }));
});

afterAll(() => opened.disposeAsync());

async function dump(): Promise<Dump> {
  return dumpTables(database.connection, await readTables(database.connection));
}

/** Writes of every kind, of which each would take effect by itself. */
const writes = [
  'createItem(data: { title: "New", tags: { create: [{ name: "new" }], connect: [{ id: "1" }] }, label: { connect: { number: "1" } } }) { id }',
  `updateItem(id: "${item(1)}", data: { pieces: { increment: 1 }, parts: { create: [{ title: "Part" }] }, tags: { set: [] } }) { id }`,
  `deleteItems(where: { title: { in: ["Chair", "Tooth"] } }) { count }`,
];

/** Writes that fail after something has been written, and the code of each. */
const failing: readonly (readonly [name: string, write: string, code: string])[] = [
  ['a key that is taken', 'createTags(data: [{ name: "newer" }, { name: "brass" }]) { id }', 'CONFLICT'],
  [
    'a nested row that is not there',
    `updateItem(id: "${item(3)}", data: { title: "x", parts: { update: [{ where: { id: "${item(9)}" }, data: { title: "x" } }] } }) { id }`,
    'NOT_FOUND',
  ],
  [
    'a row that would give way to another',
    'updateLabel(number: "1", data: { text: "x", print: { create: { printer: "Ink" } } }) { number }',
    'CONSTRAINT',
  ],
  [
    'a number that grows too great',
    'updateMeasures(where: {}, data: { tiny: { increment: 127 } }) { count }',
    'BAD_USER_INPUT',
  ],
];

const cases = failing.flatMap(([name, write, code]) =>
  [1, 2, 3].map((position) => ({ name, write, code, position })),
);

describe('A document of three writes', () => {
  test.each(cases)(
    'leaves no trace where the one at $position fails by $name',
    async ({ write, code, position }) => {
      const before = await dump();
      const fields = writes
        .toSpliced(position - 1, 1, write)
        .map((field, index) => `f${index + 1}: ${field}`);
      const { data, errors = [] } = await gateway.query(`mutation { ${fields.join('\n')} }`);
      expect(data).toEqual({ f1: null, f2: null, f3: null });
      expect(new Set(errors.map(({ path }) => path?.join('.')))).toEqual(new Set(['f1', 'f2', 'f3']));
      expect(errors.map(({ extensions }) => extensions.code)).toEqual([code, code, code]);
      const others = errors.filter(({ path }) => path?.[0] !== `f${position}`);
      expect(others.map(({ message }) => message.startsWith(`Rolled back with f${position}`))).toEqual([
        true,
        true,
      ]);
      expect(await dump()).toEqual(before);
    },
  );

  test('answers each field as it was after its own write and before the next', async () => {
    const { data, errors } = await gateway.query(`mutation {
      first: createItem(data: { title: "Lamp", tags: { create: [{ name: "light" }] }, parts: { create: [{ title: "Bulb" }] } }) {
        title tags { nodes { name items { totalCount } } } parts { nodes { title parent { title } } }
      }
      second: updateItems(where: { title: { equals: "Lamp" } }, data: { title: "Lantern" }) { count }
      third: createTag(data: { name: "lit", items: { connectOrCreate: [{ where: { id: "${item(5)}" }, create: { title: "none" } }] } }) {
        items { nodes { title tags(orderBy: [{ name: asc }]) { nodes { name } } } }
      }
      fourth: deleteTagByName(name: "lit") { name }
      fifth: updateTagByName(name: "light", data: { name: "LIGHT" }) { items { nodes { title } } }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      first: {
        title: 'Lamp',
        tags: { nodes: [{ name: 'light', items: { totalCount: 1 } }] },
        parts: { nodes: [{ title: 'Bulb', parent: { title: 'Lamp' } }] },
      },
      second: { count: 1 },
      third: { items: { nodes: [{ title: 'Chair', tags: { nodes: [{ name: 'lit' }, { name: 'wood' }] } }] } },
      fourth: { name: 'lit' },
      fifth: { items: { nodes: [{ title: 'Lantern' }] } },
    });
  });

  test.each([
    [
      'whose numbers the database gives',
      'createTags',
      'TagCreateManyInput',
      (at: number) => ({ name: `many ${at}` }),
    ],
    ['whose ids are made', 'createItems', 'ItemCreateManyInput', (at: number) => ({ title: `many ${at}` })],
    [
      'whose key is given',
      'createShelves',
      'ShelfCreateManyInput',
      (at: number) => ({ hall: 7, place: `p${at}` }),
    ],
  ])('creates and reads 1,000 rows %s in at most three statements', async (_, field, type, rowOf) => {
    const rows = Array.from({ length: 1_000 }, (_each, at) => rowOf(at));
    const { data, errors, statements } = await gateway.query(
      `mutation ($data: [${type}!]!) { written: ${field}(data: $data) { ${Object.keys(rowOf(0)).join(' ')} } }`,
      { data: rows },
      traced,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ written: rows });
    expect(statements.length).toBeLessThanOrEqual(3);
  });
});
