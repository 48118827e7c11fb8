import type { Connection } from 'mariadb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildStoredWriter } from '../../../src/database/columns/stored-writer.ts';
import { keepsPackets } from '../../../src/database/connection/keep-packets.ts';
import { PacketRow, readStored, type StoredRow } from '../../../src/database/connection/packet-row.ts';
import { buildDecoder } from '../../../src/database/expression/wire.ts';
import { exactValues } from '../../../src/database/select/run-statement.ts';
import type { Field } from '../../../src/model/model.ts';
import { JsonWriter } from '../../../src/std/json-writer.ts';
import { columnKinds } from '../../support/column-kinds.ts';
import { openTestConnection, openTestDatabase } from '../../support/database.ts';
import { type ColumnDeclaration, createOneColumnTable } from '../../support/one-column-table.ts';

let opened: AsyncDisposableStack;
let connection: Connection;

beforeAll(async () => {
  await using opening = new AsyncDisposableStack();
  const { url } = opening.use(await openTestDatabase('nothing'));
  connection = await openTestConnection(url);
  opening.defer(() => connection.end());
  await connection.query("SET SESSION sql_mode = 'ALLOW_INVALID_DATES'");
  opened = opening.move();
});

afterAll(() => opened.disposeAsync());

/** Reads a column both ways, and compares each value. Returns how many could be written as they are stored. */
async function compare(declaration: ColumnDeclaration): Promise<number> {
  const { model, v } = await createOneColumnTable(connection, declaration);
  const sql = `SELECT id, v FROM ${model.table} ORDER BY id`;
  const arrays = await connection.execute<unknown[][]>({ sql, ...exactValues });
  const packets = await connection.execute<StoredRow[]>({ sql, ...exactValues, ...keepsPackets });
  expect(packets).toHaveLength(declaration.stored.length);
  let written = 0;
  for (const [index, row] of packets.entries()) {
    const decoded = arrays[index] ?? [];
    expect(row).toBeInstanceOf(PacketRow);
    expect([readStored(row, 1), readStored(row, 0)]).toEqual([decoded[1], decoded[0]]);
    const wanted = JSON.stringify(buildDecoder(v)(decoded[1]));
    expect([undefined, wanted]).toContain(write(v, decoded));
    const own = write(v, row);
    expect([undefined, wanted]).toContain(own);
    if (own !== undefined) written += 1;
  }
  return written;
}

/** What is written of the value of a row; undefined if it must be decoded. */
function write(field: Field, row: StoredRow): string | undefined {
  const out = new JsonWriter(1_000_000);
  const { length } = out;
  if (buildStoredWriter(field, 1)?.(row, out) === true) return String(out.end().enclose('', ''));
  expect(out.length).toBe(length);
  return undefined;
}

describe('A stored value', () => {
  test.each(columnKinds)(
    'is read and written from its packet as the driver decodes it: $column',
    async (kind) => {
      const stored = [...kind.rows.map(([each]) => each), 'NULL'];
      expect(await compare({ ...kind, stored })).toBeLessThanOrEqual(stored.length);
    },
  );

  test('is written whatever characters a text has, and however long it is', async () => {
    const texts = ['', 'plain', 'a "b" \\ c', 'line\n\t\u0001\u007f', 'é', '日本 🦔', '\u2028'];
    const long = [31, 128, 129, 250, 251, 252, 65_535, 65_536, 70_000].map((length) => 'x'.repeat(length));
    const stored = [...texts, ...long, ...long.map((text) => `${text}é"`)].map((text) =>
      connection.escape(text),
    );
    const column = 'LONGTEXT CHARACTER SET utf8mb4';
    expect(await compare({ type: 'String', column, stored: [...stored, 'NULL'] })).toBe(stored.length);
  });

  test('is not written if it is no date of the calendar', async () => {
    const dates = [
      '2024-02-29 23:59:59.999999',
      '2026-01-01 00:00:00',
      '2026-12-31 10:00:00.5',
      '0001-01-01',
    ];
    const others = [
      '0000-00-00',
      '2026-00-10',
      '2026-11-00',
      '0000-11-22',
      '2025-02-29',
      '2026-02-31',
      '2026-04-31',
    ];
    for (const digits of [0, 1, 3, 6]) {
      const declaration = {
        type: 'DateTime',
        native: ['DateTime', [String(digits)]],
        column: `DATETIME(${digits})`,
        stored: [...dates, ...others].map((date) => `'${date}'`),
      } as const;
      expect(await compare(declaration)).toBe(dates.length);
    }
  });

  test('is decoded if its column has another type than the model', async () => {
    expect(await compare({ type: 'String', column: 'INT', stored: ['7', 'NULL'] })).toBe(0);
    expect(await compare({ type: 'String', column: 'BLOB', stored: ["'a'", "x'ff00'"] })).toBe(0);
    expect(
      await compare({ type: 'DateTime', column: 'VARCHAR(30)', stored: ["'2026-01-01 00:00:00'"] }),
    ).toBe(0);
    expect(await compare({ type: 'DateTime', column: 'DATE', stored: ["'2026-01-01'"] })).toBe(0);
    expect(await compare({ type: 'Int', column: 'DECIMAL(5, 2)', stored: ['1.50'] })).toBe(0);
  });
});
