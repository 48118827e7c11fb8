import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { readOwnModels } from '../support/own-models.ts';

const schema = `
model Sheet {
  id    Int    @id
  cells Cell[]
}

model Cell {
  key     BigInt    @id @map("k\`ey") @db.UnsignedBigInt
  at      DateTime  @unique @db.DateTime(6)
  float   Float     @unique
  amount  Decimal   @default(0) @db.Decimal(30, 10)
  price   Decimal   @default(1.15) @db.Decimal(4, 2)
  seconds DateTime? @db.Time(0)
  sheetId Int?
  sheet   Sheet?    @relation(fields: [sheetId], references: [id])
}
`;

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('nothing'));
  await database.connection.query(`
    CREATE TABLE Sheet (id INT PRIMARY KEY);
    CREATE TABLE Cell (
      \`k\`\`ey\` BIGINT UNSIGNED PRIMARY KEY, at DATETIME(6) NOT NULL UNIQUE, \`float\` DOUBLE NOT NULL UNIQUE,
      amount DECIMAL(30, 10) NOT NULL DEFAULT 0, price DECIMAL(4, 2) NOT NULL DEFAULT 1.15, seconds TIME(0),
      sheetId INT, FOREIGN KEY (sheetId) REFERENCES Sheet (id));
    INSERT INTO Sheet VALUES (1)`);
  const models = await readOwnModels(schema);
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url, models }));
});

afterAll(() => opened.disposeAsync());

/** Rows beside each other: a key beyond 64 bits with a sign, an instant a microsecond later, the next double but one. */
const exact = 'key: "18446744073709551615", at: "2026-01-01T00:00:00.000002Z", float: 0.30000000000000004';
const nearRow = '18446744073709551614 2026-01-01 00:00:00.000001 0.3';
const exactRow = '18446744073709551615 2026-01-01 00:00:00.000002 0.30000000000000004';

beforeEach(async () => {
  await database.connection.query(`DELETE FROM Cell;
    INSERT INTO Cell (\`k\`\`ey\`, at, \`float\`, sheetId) VALUES (18446744073709551614, '2026-01-01 00:00:00.000001', 0.3e0, 1)`);
});

async function read(columns: string): Promise<readonly string[]> {
  const rows: unknown[][] = await database.connection.query({
    sql: `SELECT CONCAT_WS(' ', ${columns}) FROM Cell ORDER BY \`k\`\`ey\``,
    rowsAsArray: true,
  });
  return rows.map(([text]) => String(text));
}

async function write(field: string): Promise<void> {
  const { errors } = await gateway.query(`mutation { ${field} }`);
  expect(errors).toBeUndefined();
}

const keys = '`k``ey`, at, `float`';

describe('A row is told from the one beside it', () => {
  test.each([
    `createCell(data: { ${exact} }) { key }`,
    `createCells(data: [{ ${exact} }]) { key }`,
    `upsertCell(where: { float: 0.30000000000000004 }, create: { ${exact} }, update: { float: { set: 7 } }) { key }`,
    `upsertCell(where: { at: "2026-01-01T00:00:00.000002Z" }, create: { ${exact} }, update: { float: { set: 7 } }) { key }`,
    `upsertCell(where: { key: "18446744073709551615" }, create: { ${exact} }, update: { float: { set: 7 } }) { key }`,
    `updateSheet(id: 1, data: { cells: { create: [{ ${exact} }] } }) { id }`,
    `updateSheet(id: 1, data: { cells: { createMany: { data: [{ ${exact} }] } } }) { id }`,
    `updateSheet(id: 1, data: { cells: { connectOrCreate: [{ where: { at: "2026-01-01T00:00:00.000002Z" }, create: { ${exact} } }] } }) { id }`,
    `updateSheet(id: 1, data: { cells: { upsert: [{ where: { float: 0.30000000000000004 }, create: { ${exact} }, update: { float: { set: 7 } } }] } }) { id }`,
  ])('when it is created: %s', async (field) => {
    await write(field);
    expect(await read(keys)).toEqual([nearRow, exactRow]);
  });

  test.each([
    `updateCell(key: "18446744073709551614", data: { ${exact.replaceAll(/(float): ([\d.]+)/g, '$1: { set: $2 }')} }) { key }`,
    `updateCellByAt(at: "2026-01-01T00:00:00.000001Z", data: { key: "18446744073709551615", at: "2026-01-01T00:00:00.000002Z", float: { set: 0.30000000000000004 } }) { key }`,
    `updateCells(where: { float: { equals: 0.3 } }, data: { key: "18446744073709551615", at: "2026-01-01T00:00:00.000002Z", float: { set: 0.30000000000000004 } }) { count }`,
    `updateSheet(id: 1, data: { cells: { updateMany: [{ where: { key: { equals: "18446744073709551614" } }, data: { key: "18446744073709551615", at: "2026-01-01T00:00:00.000002Z", float: { set: 0.30000000000000004 } } }] } }) { id }`,
    `updateSheet(id: 1, data: { cells: { update: [{ where: { at: "2026-01-01T00:00:00.000001Z" }, data: { key: "18446744073709551615", at: "2026-01-01T00:00:00.000002Z", float: { set: 0.30000000000000004 } } }] } }) { id }`,
  ])('when it becomes that one: %s', async (field) => {
    await write(field);
    expect(await read(keys)).toEqual([exactRow]);
  });

  test.each([
    'deleteCellByFloat(float: 0.30000000000000004) { key }',
    'deleteCellByAt(at: "2026-01-01T00:00:00.000002Z") { key }',
    'deleteCell(key: "18446744073709551615") { key }',
    'deleteCells(where: { float: { gt: 0.3 } }) { count }',
    'updateSheet(id: 1, data: { cells: { connect: [{ float: 0.30000000000000004 }], delete: [{ key: "18446744073709551615" }] } }) { id } ',
  ])('when it is deleted: %s', async (field) => {
    const { errors } = await gateway.query(`mutation { createCell(data: { ${exact}, sheetId: 1 }) { key } }`);
    expect(errors).toBeUndefined();
    await gateway.query(`mutation { ${field} }`);
    expect(await read(keys)).toEqual(field.includes('connect') ? [nearRow, exactRow] : [nearRow]);
  });

  test('when it is connected', async () => {
    await write(`createCell(data: { ${exact} }) { key }`);
    await write(
      'updateSheet(id: 1, data: { cells: { set: [{ at: "2026-01-01T00:00:00.000002Z" }] } }) { id }',
    );
    expect(await read("`k``ey`, IFNULL(sheetId, '-')")).toEqual([
      '18446744073709551614 -',
      '18446744073709551615 1',
    ]);
  });
});

/** Every form in which a row is updated. */
const updates = (data: string): readonly string[] => [
  `updateCell(key: "18446744073709551614", data: { ${data} }) { key }`,
  `updateCells(where: {}, data: { ${data} }) { count }`,
  `upsertCell(where: { float: 0.3 }, create: { ${exact} }, update: { ${data} }) { key }`,
  `updateSheet(id: 1, data: { cells: { update: [{ where: { float: 0.3 }, data: { ${data} } }] } }) { id }`,
  `updateSheet(id: 1, data: { cells: { updateMany: [{ where: {}, data: { ${data} } }] } }) { id }`,
  `updateSheet(id: 1, data: { cells: { upsert: [{ where: { float: 0.3 }, create: { ${exact} }, update: { ${data} } }] } }) { id }`,
];

describe('A decimal is computed with as one', () => {
  const amount = '12345678901234567890.1234567891';
  test.each(updates('price: { multiply: "0.7" }'))('when it is multiplied: %s', async (field) => {
    await write(field);
    expect(await read('price')).toEqual(['0.81']);
  });

  test.each(updates('amount: { increment: "0.0000000001" }'))('when it is counted up: %s', async (field) => {
    await database.connection.query(`UPDATE Cell SET amount = ${amount}`);
    await write(field);
    expect(await read('amount')).toEqual(['12345678901234567890.1234567892']);
  });

  test.each(updates('amount: { decrement: "12345678901234567890" }'))(
    'when it is counted down: %s',
    async (field) => {
      await database.connection.query(`UPDATE Cell SET amount = ${amount}`);
      await write(field);
      expect(await read('amount')).toEqual(['0.1234567891']);
    },
  );

  test.each(updates('amount: { divide: "10" }'))('when it is divided: %s', async (field) => {
    await database.connection.query('UPDATE Cell SET amount = 12345678901234567890.123456789');
    await write(field);
    expect(await read('amount')).toEqual(['1234567890123456789.0123456789']);
  });
});

describe('What a column cannot hold as it is, is refused on either server', () => {
  const other = 'key: "1", at: "2026-01-02T00:00:00Z", float: 1';
  const forms = (given: string, set = given): readonly (readonly [string, string])[] => [
    [`createCell(data: { ${other}, ${given} }) { key }`, 'data'],
    [`createCells(data: [{ ${other}, ${given} }]) { key }`, 'data[0]'],
    [`updateCell(key: "18446744073709551614", data: { ${set} }) { key }`, 'data'],
    [`updateCells(where: {}, data: { ${set} }) { count }`, 'data'],
    [`upsertCell(where: { float: 0.3 }, create: { ${other} }, update: { ${set} }) { key }`, 'update'],
    [
      `updateSheet(id: 1, data: { cells: { create: [{ ${other}, ${given} }] } }) { id }`,
      'data.cells.create[0]',
    ],
    [
      `updateSheet(id: 1, data: { cells: { upsert: [{ where: { float: 0.3 }, create: { ${other} }, update: { ${set} } }] } }) { id }`,
      'data.cells.upsert[0].update',
    ],
  ];
  const cases = [
    ...forms('seconds: "23:59:59.9"').map((each) => [
      ...each,
      'seconds',
      'at most 0 digits behind the seconds',
    ]),
    ...forms('price: "1.005"', 'price: { set: "1.005" }').map((each) => [
      ...each,
      'price',
      'at most 2 digits before the point and 2 behind it',
    ]),
    ...forms('price: "100"', 'price: { set: "100" }').map((each) => [
      ...each,
      'price',
      'at most 2 digits before the point and 2 behind it',
    ]),
  ] as const;

  test.each(cases)('%s', async (field, place, name, expected) => {
    const { errors } = await gateway.query(`mutation { ${field} }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors?.[0]?.message).toContain(`Argument "${place}.${name}`);
    expect(errors?.[0]?.message).toContain(expected);
    expect(await read(keys)).toEqual([nearRow]);
  });
});
