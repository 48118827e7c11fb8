import type { Connection } from 'mariadb';
import { buildCatalogColumn, type Column } from './column.ts';
import { readRepertoire, type Repertoire } from './read-repertoire.ts';
import { TableMap } from './table-map.ts';

/** The columns of all tables that the user may read. */
export interface CatalogColumns {
  /** The columns of each table, by their names in lower case. */
  readonly tables: TableMap<ReadonlyMap<string, Column>>;
  /** The names as the database writes them. */
  readonly tableNames: ReadonlySet<string>;
  /** True if the server finds tables by their names in any case. */
  readonly foldsCase: boolean;
}

/** Reads the columns of all tables, with the texts that their character sets can hold. */
export async function readColumns(connection: Connection): Promise<CatalogColumns> {
  const rows: unknown[][] = await connection.query({
    sql:
      'SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, COALESCE(NUMERIC_PRECISION, 0), ' +
      'COALESCE(NUMERIC_SCALE, DATETIME_PRECISION, 0), COALESCE(CHARACTER_MAXIMUM_LENGTH, 0), ' +
      'CHARACTER_SET_NAME, COLLATION_NAME, GENERATION_EXPRESSION, IS_NULLABLE, PRIVILEGES, @@lower_case_table_names ' +
      'FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()',
    rowsAsArray: true,
  });
  const repertoires = await readRepertoires(
    connection,
    rows.map((row) => row[7]),
  );
  const tables = new TableMap<Map<string, Column>>();
  for (const [
    table,
    column,
    type,
    fullType,
    precision,
    fractionDigits,
    length,
    characterSet,
    collation,
    generation,
    nullable,
    privileges,
  ] of rows) {
    const columns = tables.open(String(table), () => new Map());
    // A column that the user may only write counts as missing, because a statement that reads it is refused.
    if (privileges !== '' && !String(privileges).includes('select')) continue;
    const description = {
      name: String(column),
      type: String(type).toLowerCase(),
      unsigned: String(fullType).includes('unsigned'),
      precision: Number(precision),
      fractionDigits: Number(fractionDigits),
      length: Number(length),
      characterSet: textOrNothing(characterSet),
      collation: textOrNothing(collation),
      isNullable: nullable === 'YES',
      isComputed: typeof generation === 'string' && generation !== '',
      enumValues: type === 'enum' ? readEnumValues(String(fullType)) : undefined,
    };
    const holdsText = repertoires.get(characterSet) ?? (() => true);
    columns.set(String(column).toLowerCase(), buildCatalogColumn(description, holdsText));
  }
  return {
    tables,
    tableNames: new Set(rows.map(([table]) => String(table))),
    foldsCase: Number(rows[0]?.at(-1) ?? 0) !== 0,
  };
}

async function readRepertoires(
  connection: Connection,
  characterSets: readonly unknown[],
): Promise<ReadonlyMap<unknown, Repertoire>> {
  const repertoires = new Map<unknown, Repertoire>();
  for (const characterSet of new Set(characterSets)) {
    if (typeof characterSet === 'string')
      repertoires.set(characterSet, await readRepertoire(connection, characterSet));
  }
  return repertoires;
}

/** Parses `enum('a','it''s')`, with the escapes that the servers write in it. */
function readEnumValues(fullType: string): readonly string[] {
  const quoted = fullType.match(/'(?:[^']|'')*'/g) ?? [];
  return quoted.map((value) => value.slice(1, -1).replaceAll(/''|\\(.)/g, unescape));
}

function unescape(pair: string, escaped: string | undefined): string {
  if (escaped === undefined) return pair.charAt(0);
  return { n: '\n', r: '\r', 0: '\u0000' }[escaped] ?? escaped;
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
