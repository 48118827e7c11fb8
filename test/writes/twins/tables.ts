import type { Connection } from 'mariadb';

/** The tables of a database, and how their rows are read as texts. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** How each column is read: exactly, and as text. */
  readonly texts: readonly string[];
  /** Of each column, the table that numbers its values, if one does. */
  readonly numberedBy: readonly (string | undefined)[];
}

/** The rows of each table, a text each, in an order of their own. */
export type Dump = Readonly<Record<string, readonly string[]>>;

/** Where the numbers of new rows begin, so that a test can tell them from the old ones. */
const firstNumber = 101;

/** A date-time of the last two minutes has been written by `now()` or the like. */
const recentMs = 120_000;

interface ColumnRow {
  readonly tableName: string;
  readonly name: string;
  readonly type: string;
  readonly numberedBy: string | null;
}

/** Reads which tables the connection's database has; views, and Prisma's own table, are left out. */
export async function readTables(connection: Connection): Promise<readonly Table[]> {
  const rows = await connection.query<ColumnRow[]>(
    `SELECT c.TABLE_NAME AS tableName, c.COLUMN_NAME AS name, c.DATA_TYPE AS type,
       IF(c.EXTRA LIKE '%auto_increment%', c.TABLE_NAME,
         (SELECT MIN(r.TABLE_NAME) FROM information_schema.KEY_COLUMN_USAGE AS k
          JOIN information_schema.COLUMNS AS r ON r.TABLE_SCHEMA = k.TABLE_SCHEMA
           AND r.TABLE_NAME = k.REFERENCED_TABLE_NAME AND r.COLUMN_NAME = k.REFERENCED_COLUMN_NAME
          WHERE k.TABLE_SCHEMA = c.TABLE_SCHEMA AND k.TABLE_NAME = c.TABLE_NAME AND k.COLUMN_NAME = c.COLUMN_NAME
           AND r.EXTRA LIKE '%auto_increment%')) AS numberedBy
     FROM information_schema.COLUMNS AS c
     JOIN information_schema.TABLES AS t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
     WHERE c.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE = 'BASE TABLE' AND c.TABLE_NAME <> '_prisma_migrations'
     ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION`,
  );
  return [...Map.groupBy(rows, ({ tableName }) => tableName)].map(([name, columns]) => ({
    name,
    columns: columns.map((column) => column.name),
    texts: columns.map((column) => textOf(column)),
    numberedBy: columns.map((column) => column.numberedBy ?? undefined),
  }));
}

function textOf({ name, type }: ColumnRow): string {
  if (type === 'geometry') return `HEX(ST_AsBinary(\`${name}\`))`;
  if (/binary|blob|bit/.test(type)) return `HEX(\`${name}\`)`;
  return `CAST(\`${name}\` AS CHAR)`;
}

/**
 * Reads the whole content of the tables. What `now()`, `uuid()` and the database's numbering have written is called by another
 * name, the same for all that is equal.
 */
export async function dumpTables(connection: Connection, tables: readonly Table[]): Promise<Dump> {
  const sql = tables.map(({ name, texts }) => `SELECT ${texts.join(', ')} FROM \`${name}\``).join('; ');
  const results = await connection.query<Cells[][]>({ sql, rowsAsArray: true });
  const rows = tables.flatMap(({ name, numberedBy }, index) =>
    (results[index] ?? [])
      .map((cells) => cells.map((cell, column) => markNumber(cell, numberedBy[column])))
      .map((cells) => ({ table: name, cells, text: writeRow(cells, () => '<id>') })),
  );
  // Ids get their names in an order that hangs on nothing that is random: from rows that no other one looks like.
  const alike = Map.groupBy(rows, ({ table, text }) => `${table} ${text}`);
  const telling = [...alike]
    .filter(([, { length }]) => length === 1)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const names = new Map<string, string>();
  const nameId = (id: string): string => {
    const name = names.get(id) ?? `<id ${names.size + 1}>`;
    names.set(id, name);
    return name;
  };
  for (const { cells } of telling.flatMap(([, found]) => found)) writeRow(cells, nameId);
  const written = rows.map(({ table, cells }) => ({ table, text: writeRow(cells, nameId) }));
  return Object.fromEntries(
    tables.map(({ name }) => [
      name,
      written
        .filter(({ table }) => table === name)
        .map(({ text }) => text)
        .toSorted(),
    ]),
  );
}

type Cells = readonly (string | null)[];

/** An id that `uuid()` has made, and a new number: those that the tests give begin with zeros, and are smaller. */
const madeId = /(?!0{8})[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|<number [^>]*>/g;

/** New rows of a level are numbered in the order of the document, which Prisma does not always keep. */
function markNumber(cell: string | null, table: string | undefined): string | null {
  return table !== undefined && Number(cell) >= firstNumber ? `<number ${table} ${cell}>` : cell;
}

function writeRow(cells: Cells, nameId: (id: string) => string): string {
  const written = cells.map((cell) => {
    if (cell === null) return null;
    return isRecent(cell) ? '<now>' : cell.replaceAll(madeId, nameId);
  });
  return JSON.stringify(written);
}

function isRecent(cell: string): boolean {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(cell)) return false;
  return Math.abs(Date.parse(`${cell.replace(' ', 'T')}Z`) - Date.now()) < recentMs;
}

/** A value with the ids in it that were made as one and the same. */
export function maskIds(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(madeId, '<uuid>') : value;
}

/** Puts the rows of a database that is never written to into the tables of the connection's, which differ in them. */
export async function restoreTables(
  connection: Connection,
  tables: readonly Table[],
  pristine: string,
): Promise<void> {
  const statements = tables.flatMap(({ name, columns }) => {
    const list = columns.map((column) => `\`${column}\``).join(', ');
    return [
      `DELETE FROM \`${name}\``,
      `INSERT INTO \`${name}\` (${list}) SELECT ${list} FROM \`${pristine}\`.\`${name}\``,
    ];
  });
  if (statements.length === 0) return;
  await connection.query(
    ['SET foreign_key_checks = 0', ...statements, 'SET foreign_key_checks = 1'].join('; '),
  );
}

/**
 * Has the numbers of new rows begin anew, where any were taken: by rows that are gone again too, and by what has failed.
 * MySQL would remember for a day which number comes next.
 */
export async function restoreNumbers(connection: Connection): Promise<void> {
  await connection.query('SET time_zone = @@time_zone /*!80000 , information_schema_stats_expiry = 0 */');
  const tables = await connection.query<{ name: string }[]>(
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = DATABASE() AND AUTO_INCREMENT <> ${firstNumber}`,
  );
  for (const { name } of tables) {
    await connection.query(`ALTER TABLE \`${name}\` AUTO_INCREMENT = ${firstNumber}`);
  }
}
