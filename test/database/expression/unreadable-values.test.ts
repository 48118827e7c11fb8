import type { Connection } from 'mariadb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/open-database.ts';
import { openTestConnection, openTestDatabase } from '../../support/database.ts';
import { openTestLoaders } from '../../support/loaders.ts';
import {
  type ColumnDeclaration,
  createOneColumnTable,
  findByFilter,
  readValues,
} from '../../support/one-column-table.ts';

let opened: AsyncDisposableStack;
let connection: Connection;
let url: string;
let database: Database;

beforeAll(async () => {
  await using opening = new AsyncDisposableStack();
  const testDatabase = opening.use(await openTestDatabase('nothing'));
  ({ connection, url } = testDatabase);
  // The server takes anything, as one that was set up long ago does.
  await connection.query("SET SESSION sql_mode = 'ALLOW_INVALID_DATES'");
  ({ database } = opening.use(await openTestLoaders({ databaseUrl: url })));
  opened = opening.move();
});

afterAll(() => opened.disposeAsync());

/** Which of the values cannot be told stand as errors, with the readable ones around them. */
async function readBeside(declaration: ColumnDeclaration): Promise<unknown[]> {
  const table = await createOneColumnTable(connection, declaration);
  database.forgetCatalog();
  const values = await readValues(table, database);
  return values.map((value) => (value instanceof Error ? 'unreadable' : value));
}

describe('A stored value that its type cannot hold', () => {
  test.each<[column: string, native: string, parameters: string[], stored: string[], told: string[]]>([
    [
      'DATE',
      'Date',
      [],
      [
        '0000-00-00',
        '2026-00-10',
        '2026-11-00',
        '0000-11-22',
        '2026-02-30',
        '2025-02-29',
        '2024-02-29',
        '2026-10-31',
      ],
      ['2024-02-29', '2026-10-31'],
    ],
    [
      'DATETIME(6)',
      'DateTime',
      ['6'],
      ['0000-00-00 00:00:00', '2026-00-10 00:00:00', '2026-02-31 10:00:00.5', '2026-12-31 10:00:00.5'],
      ['2026-12-31T10:00:00.500000Z'],
    ],
    [
      'TIMESTAMP NULL',
      'Timestamp',
      ['0'],
      ['0000-00-00 00:00:00', '2026-12-31 10:00:00'],
      ['2026-12-31T10:00:00Z'],
    ],
    [
      'TIME(3)',
      'Time',
      ['3'],
      ['24:00:00', '838:59:59', '100:00:00', '-00:00:01', '-838:59:59', '23:59:59.9'],
      ['23:59:59.900'],
    ],
  ])('stands as an error in its field alone: %s', async (column, native, parameters, stored, told) => {
    const values = await readBeside({
      type: 'DateTime',
      native: [native, parameters],
      column,
      stored: stored.map((value) => `'${value}'`),
    });
    expect(values).toEqual([...stored.slice(told.length).map(() => 'unreadable'), ...told]);
  });

  test('is an enum value that the schema does not know, or none', async () => {
    const values = [{ name: 'KNOWN', property: 'KNOWN', stored: 'k', description: undefined }];
    const stored = ["'k'", "'unknown'", "'no member'", 'NULL'];
    expect(await readBeside({ type: 'Kind', values, column: "ENUM('k', 'unknown')", stored })).toEqual([
      'KNOWN',
      'unreadable',
      'unreadable',
      null,
    ]);
  });

  test('is a Boolean that is neither true nor false', async () => {
    const stored = ['0', '1', '2', '-1', 'NULL'];
    expect(await readBeside({ type: 'Boolean', column: 'TINYINT(1)', stored })).toEqual([
      false,
      true,
      'unreadable',
      'unreadable',
      null,
    ]);
  });

  test('is JSON that is none, where the column is a text', async () => {
    const stored = [`'{"a":1}'`, `'{"a":'`, "''", 'NULL'];
    expect(await readBeside({ type: 'Json', column: 'LONGTEXT', stored })).toEqual([
      { a: 1 },
      'unreadable',
      'unreadable',
      null,
    ]);
  });
});

describe('A TIMESTAMP', () => {
  test('is told and found in UTC, whatever zone it was written in', async () => {
    const table = await createOneColumnTable(connection, {
      type: 'DateTime',
      native: ['Timestamp', ['6']],
      column: 'TIMESTAMP(6) NULL',
      stored: [],
    });
    const writer = await openTestConnection(url);
    await writer.query("SET time_zone = '+05:30'");
    await writer.query(`INSERT INTO ${table.model.table} VALUES (1, '2026-03-29 08:00:00.000001')`);
    await writer.end();
    database.forgetCatalog();
    const [told] = await readValues(table, database);
    expect(told).toBe('2026-03-29T02:30:00.000001Z');
    const wanted = { operator: 'equals', value: '2026-03-29T02:30:00.000001Z' } as const;
    expect(await findByFilter(table, database, { kind: 'compare', field: table.v, ...wanted })).toEqual([1]);
  });
});
