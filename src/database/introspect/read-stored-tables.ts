import type { Connection } from 'mariadb';
import type {
  IndexPart,
  StoredColumn,
  StoredForeignKey,
  StoredIndex,
  StoredTable,
} from '../../model/stored-table.ts';
import { readChecks } from '../catalog/read-checks.ts';
import { findViewKey } from './find-view-key.ts';
import { readStoredDefault } from './read-stored-default.ts';

type Row = readonly unknown[];

/** The tables of the tools, which are no part of the data. */
const toolTables = ['_prisma_migrations', '_gather_idempotency'];

/** Reads the tables and views of the connection's database, in the order of their names. */
export async function readStoredTables(connection: Connection): Promise<readonly StoredTable[]> {
  const isMariadb = connection.serverVersion().includes('MariaDB');
  const read = (sql: string): Promise<Row[]> => connection.query({ sql, rowsAsArray: true });
  const tables = await read(
    'SELECT TABLE_NAME, TABLE_TYPE, TABLE_COMMENT FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ' +
      "AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW')",
  );
  const columns = groupByTable(await read(columnsSql));
  const indexes = groupByTable(await read(isMariadb ? indexesSql('NULL') : indexesSql('EXPRESSION')));
  const foreignKeys = groupByTable(await read(foreignKeysSql));
  const views = new Map(
    (await read(viewsSql)).map(([name, definition]) => [String(name), String(definition)]),
  );
  const checks = await readChecks(connection);
  const isJsonCheck = (table: string, column: string): boolean =>
    checks.some((check) => check.isOfJson && check.table === table && check.columns.includes(column));

  const stored = tables
    .filter(([name]) => !toolTables.includes(String(name)))
    .map(([name, type, comment]): StoredTable => {
      const table = String(name);
      const parts = readIndexParts(indexes.get(table) ?? []);
      return {
        name: table,
        isView: type === 'VIEW',
        comment: type === 'VIEW' ? '' : readText(comment),
        columns: (columns.get(table) ?? []).map((row) => readColumn(row, table, isMariadb, isJsonCheck)),
        primaryKey: parts.get('PRIMARY')?.parts ?? [],
        indexes: [...parts.values()].filter((index) => index.name !== 'PRIMARY'),
        foreignKeys: readForeignKeyRows(foreignKeys.get(table) ?? []),
      };
    })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return stored.map((table) => {
    const definition = views.get(table.name);
    return definition === undefined ? table : { ...table, indexes: findViewKey(table, definition, stored) };
  });
}

const columnsSql =
  'SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, COLUMN_COMMENT ' +
  'FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION';

const foreignKeysSql =
  'SELECT k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_NAME, k.REFERENCED_COLUMN_NAME, ' +
  'r.DELETE_RULE, r.UPDATE_RULE FROM information_schema.KEY_COLUMN_USAGE AS k ' +
  'JOIN information_schema.REFERENTIAL_CONSTRAINTS AS r ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA ' +
  'AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME ' +
  'WHERE k.TABLE_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_SCHEMA = DATABASE() ' +
  'ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION';

const viewsSql =
  'SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()';

/** MariaDB has no indexes of expressions, nor a column that would show them. */
function indexesSql(expression: string): string {
  return (
    `SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, INDEX_TYPE, COLUMN_NAME, SUB_PART, COLLATION, ${expression} ` +
    'FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() ' +
    'ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX'
  );
}

function groupByTable(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, ([table]) => String(table));
}

function readColumn(
  [, name, type, nullable, given, extra, comment]: Row,
  table: string,
  isMariadb: boolean,
  isJsonCheck: (table: string, column: string) => boolean,
): StoredColumn {
  const isGenerated = /generated/i.test(String(extra).replace(/default_generated/i, ''));
  const written = typeof given === 'string' && !isGenerated ? given : undefined;
  const columnType = String(type);
  return {
    name: String(name),
    type: columnType,
    isJson: columnType === 'json' || (columnType === 'longtext' && isJsonCheck(table, String(name))),
    isNullable: nullable === 'YES',
    default: readStoredDefault(written, { isMariadb, extra: String(extra), type: columnType }),
    isAutoIncrement: /auto_increment/i.test(String(extra)),
    isUpdatedAt: /on update current_timestamp/i.test(String(extra)),
    isGenerated,
    comment: readText(comment),
  };
}

/** Reads the indexes of a table. Those of expressions or places are left out. */
function readIndexParts(rows: readonly Row[]): ReadonlyMap<string, StoredIndex> {
  const indexes = new Map<string, StoredIndex>();
  for (const [name, parts] of Map.groupBy(rows, ([, index]) => String(index))) {
    const [, , nonUnique, type] = parts[0] ?? [];
    const isOfColumns = parts.every(
      ([, , , , column, , , expression]) => column !== null && expression === null,
    );
    if (!isOfColumns || type === 'SPATIAL' || type === 'RTREE') continue;
    const kind = type === 'FULLTEXT' ? 'fulltext' : Number(nonUnique) === 0 ? 'unique' : 'index';
    indexes.set(name, { name, kind, parts: parts.map((row) => readIndexPart(row, kind)) });
  }
  return indexes;
}

function readIndexPart([, , , , column, length, collation]: Row, kind: StoredIndex['kind']): IndexPart {
  return {
    column: String(column),
    length: length === null || kind === 'fulltext' ? undefined : Number(length),
    isDescending: collation === 'D',
  };
}

function readForeignKeyRows(rows: readonly Row[]): readonly StoredForeignKey[] {
  return [...Map.groupBy(rows, ([, name]) => String(name))].map(([name, parts]) => ({
    name,
    columns: parts.map(([, , column]) => String(column)),
    target: String(parts[0]?.[3]),
    targetColumns: parts.map(([, , , , column]) => String(column)),
    onDelete: String(parts[0]?.[5]),
    onUpdate: String(parts[0]?.[6]),
  }));
}

function readText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
