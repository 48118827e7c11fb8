import type { Connection } from 'mariadb';
import type { TableShape } from './expected-tables.ts';

interface ColumnRow {
  tableName: string;
  name: string;
  type: string;
  nullable: string;
  byDefault: string | null;
  extra: string;
}

interface IndexRow {
  tableName: string;
  name: string;
  nonUnique: number;
  columns: string;
}

interface ForeignKeyRow {
  tableName: string;
  name: string;
  columns: string;
  target: string;
  targetColumns: string;
  onDelete: string;
  onUpdate: string;
}

/** Reads the tables of the connection's database out of `information_schema`, Prisma's own table left out. */
export async function readTables(connection: Connection): Promise<Record<string, TableShape>> {
  const columns = await connection.query<ColumnRow[]>(
    `SELECT TABLE_NAME AS tableName, COLUMN_NAME AS name, COLUMN_TYPE AS type, IS_NULLABLE AS nullable,
            COLUMN_DEFAULT AS byDefault, EXTRA AS extra
     FROM information_schema.COLUMNS WHERE ${ours} ORDER BY TABLE_NAME, ORDINAL_POSITION`,
  );
  const indexes = await connection.query<IndexRow[]>(
    `SELECT TABLE_NAME AS tableName, INDEX_NAME AS name, MAX(NON_UNIQUE) AS nonUnique,
            GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX) AS columns
     FROM information_schema.STATISTICS WHERE ${ours} GROUP BY TABLE_NAME, INDEX_NAME`,
  );
  const foreignKeys = await connection.query<ForeignKeyRow[]>(
    `SELECT k.TABLE_NAME AS tableName, k.CONSTRAINT_NAME AS name,
            GROUP_CONCAT(k.COLUMN_NAME ORDER BY k.ORDINAL_POSITION) AS columns,
            MAX(k.REFERENCED_TABLE_NAME) AS target,
            GROUP_CONCAT(k.REFERENCED_COLUMN_NAME ORDER BY k.ORDINAL_POSITION) AS targetColumns,
            MAX(r.DELETE_RULE) AS onDelete, MAX(r.UPDATE_RULE) AS onUpdate
     FROM information_schema.KEY_COLUMN_USAGE k
     JOIN information_schema.REFERENTIAL_CONSTRAINTS r
       ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME
     WHERE k.TABLE_SCHEMA = DATABASE() GROUP BY k.TABLE_NAME, k.CONSTRAINT_NAME`,
  );
  return Object.fromEntries(
    [...new Set(columns.map(({ tableName }) => tableName))].map((table) => [
      table,
      {
        columns: entriesOf(columns, table, describeColumn),
        indexes: entriesOf(
          indexes,
          table,
          (index) => `${index.nonUnique === 0 ? 'unique' : 'index'} (${index.columns})`,
        ),
        foreignKeys: entriesOf(
          foreignKeys,
          table,
          (key) =>
            `(${key.columns}) to ${key.target} (${key.targetColumns}) on delete ${key.onDelete} on update ${key.onUpdate}`,
        ),
      },
    ]),
  );
}

const ours = "TABLE_SCHEMA = DATABASE() AND TABLE_NAME <> '_prisma_migrations'";

function entriesOf<Row extends { tableName: string; name: string }>(
  rows: readonly Row[],
  table: string,
  describe: (row: Row) => string,
): Record<string, string> {
  const found = rows.filter(({ tableName }) => tableName === table);
  return Object.fromEntries(found.map((row) => [row.name, describe(row)]));
}

/** MariaDB quotes its defaults, says NULL for none, and gives whole numbers the width that they are shown in. */
function describeColumn({ type, nullable, byDefault, extra }: ColumnRow): string {
  const text = byDefault === null || byDefault === 'NULL' ? undefined : byDefault.replace(/^'(.*)'$/, '$1');
  const shown = text !== undefined && /^current_timestamp/i.test(text) ? text.toLowerCase() : text;
  return [
    type === 'tinyint(1)' ? type : type.replace(/^(\w*int)\(\d+\)/, '$1'),
    nullable === 'YES' ? 'null' : 'not null',
    ...(extra.includes('auto_increment') ? ['auto_increment'] : []),
    ...(shown === undefined ? [] : [`default ${shown}`]),
  ].join(' ');
}
