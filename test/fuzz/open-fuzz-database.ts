import { type Connection, createConnection } from 'mariadb';
import type { Random } from '../../prisma/seed/random.ts';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';
import { TableFiller } from './data/fill-tables.ts';
import { serversOwn } from './schema/column-types.ts';
import { type FuzzSchema, quote } from './schema/description.ts';

/** A schema's tables with random rows in them; dropped when it is disposed. */
export interface FuzzDatabase extends AsyncDisposable {
  readonly url: string;
  /** In UTC. */
  readonly connection: Connection;
}

/** Opens a database of its own name, with the tables that these statements make. */
export async function openFuzzDatabase(
  serverUrl: string,
  schema: FuzzSchema,
  statements: readonly string[],
  random: Random,
): Promise<FuzzDatabase> {
  const { database: _, ...server } = readConnectionOptions(serverUrl);
  await using opened = new AsyncDisposableStack();
  // Zero dates, and texts that an enum does not know, are stored by whoever turned the checks off once.
  const connection = await createConnection({
    ...server,
    multipleStatements: true,
    initSql: ["SET time_zone = '+00:00'", "SET sql_mode = 'ALLOW_INVALID_DATES'"],
  });
  opened.defer(() => connection.end());
  const name = `gather_test_fuzz_${process.pid}_${Date.now().toString(36)}`;
  await connection.query(
    `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci; USE ${name}`,
  );
  opened.defer(() => connection.query(`DROP DATABASE IF EXISTS ${name}`));
  const isMariadb = connection.serverVersion().includes('MariaDB');
  for (const statement of statements) await connection.query(nameCollations(statement, isMariadb));
  await connection.query('START TRANSACTION');
  await new TableFiller(connection, random).fill(schema);
  await connection.query('COMMIT');
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const kept = opened.move();
  return { url: url.href, connection, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/**
 * The statement with the server's own collation. MariaDB pads a CHAR with spaces where it sorts and indexes it, and not
 * where it compares it, so there it is one to which spaces make no difference.
 */
export function nameCollations(statement: string, isMariadb: boolean): string {
  if (!isMariadb) return statement.replaceAll(serversOwn, 'utf8mb4_0900_ai_ci');
  return statement
    .replaceAll(new RegExp(`(\\bCHAR\\(.*?)${serversOwn}`, 'g'), '$1utf8mb4_uca1400_ai_ci')
    .replaceAll(serversOwn, 'utf8mb4_uca1400_nopad_ai_ci');
}

/** All rows of all tables, a line each, for whoever looks into a difference. */
export async function dumpRows(connection: Connection, { models }: FuzzSchema): Promise<string> {
  const joined = models.flatMap(({ relations }) =>
    relations.flatMap(({ through }) => (through?.from === 'A' ? [through.table] : [])),
  );
  const lines: string[] = [];
  for (const table of [...models.map(({ table }) => table), ...joined]) {
    const rows = await connection.query<object[]>({
      sql: `SELECT * FROM ${quote(table)}`,
      dateStrings: true,
      bigIntAsNumber: false,
    });
    lines.push(`-- ${table}`, ...rows.map((row) => JSON.stringify(row, writeValue)));
  }
  return lines.join('\n');
}

function writeValue(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
