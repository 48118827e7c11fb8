import type { Connection } from 'mariadb';

/** The tables of a database, and how their rows are read as texts. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** How each column is read: exactly, and as text. */
  readonly texts: readonly string[];
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
}

/** Reads which tables the connection's database has; views, and Prisma's own table, are left out. */
export async function readTables(connection: Connection): Promise<readonly Table[]> {
  const rows = await connection.query<ColumnRow[]>(
    `SELECT c.TABLE_NAME AS tableName, c.COLUMN_NAME AS name, c.DATA_TYPE AS type
     FROM information_schema.COLUMNS AS c
     JOIN information_schema.TABLES AS t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
     WHERE c.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE = 'BASE TABLE' AND c.TABLE_NAME <> '_prisma_migrations'
     ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION`,
  );
  return [...Map.groupBy(rows, ({ tableName }) => tableName)].map(([name, columns]) => ({
    name,
    columns: columns.map((column) => column.name),
    texts: columns.map((column) => textOf(column)),
  }));
}

function textOf({ name, type }: ColumnRow): string {
  if (type === 'geometry') return `HEX(ST_AsBinary(\`${name}\`))`;
  if (/binary|blob|bit/.test(type)) return `HEX(\`${name}\`)`;
  return `CAST(\`${name}\` AS CHAR)`;
}

/**
 * Reads the whole content of the tables. What `now()` and `uuid()` have written is called by another name, the same for
 * all that is equal; the ids that were there before are `known`.
 */
export async function dumpTables(
  connection: Connection,
  tables: readonly Table[],
  known: ReadonlySet<string>,
): Promise<Dump> {
  const sql = tables.map(({ name, texts }) => `SELECT ${texts.join(', ')} FROM \`${name}\``).join('; ');
  const results = await connection.query<(string | null)[][][]>({ sql, rowsAsArray: true });
  const names = new Map<string, string>();
  const nameId = (id: string): string => {
    if (!names.has(id)) names.set(id, `<uuid ${names.size + 1}>`);
    return names.get(id) ?? '';
  };
  const dump: [string, string[]][] = tables.map(({ name }, index) => {
    const rows = (results[index] ?? []).map((row) => ({ row, text: writeRow(row, known, () => '<uuid>') }));
    // In an order that hangs on nothing that is random; then equal ids get equal names.
    const sorted = rows.toSorted((one, other) => (one.text < other.text ? -1 : 1));
    return [name, sorted.map(({ row }) => writeRow(row, known, nameId))];
  });
  return Object.fromEntries(dump);
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

function writeRow(
  row: readonly (string | null)[],
  known: ReadonlySet<string>,
  nameId: (id: string) => string,
): string {
  const cells = row.map((cell) => {
    if (cell === null) return null;
    if (isRecent(cell)) return '<now>';
    return cell.replaceAll(uuid, (id) => (known.has(id) ? id : nameId(id)));
  });
  return JSON.stringify(cells);
}

function isRecent(cell: string): boolean {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(cell)) return false;
  return Math.abs(Date.parse(`${cell.replace(' ', 'T')}Z`) - Date.now()) < recentMs;
}

/** A value with the ids in it that were not there before as one and the same. */
export function maskIds(value: unknown, known: ReadonlySet<string>): unknown {
  if (typeof value !== 'string') return value;
  return value.replaceAll(uuid, (id) => (known.has(id) ? id : '<uuid>'));
}

/** All ids that `uuid()` could have made, in a dump. */
export function idsIn(dump: Dump): ReadonlySet<string> {
  return new Set(
    Object.values(dump)
      .flat()
      .flatMap((row) => row.match(uuid) ?? []),
  );
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
