import type { Connection } from 'mariadb';

/** What the database says of its text columns: how they compare, and how long they are (in characters). */
export interface TextColumn {
  readonly characterSet: string;
  readonly collation: string;
  readonly length: number;
}

/** Text columns by table and column. */
export type Catalog = (table: string, column: string) => TextColumn | undefined;

/** Reads the catalog: keys of text must compare as their column does, and only the database knows how that is. */
export async function readCatalog(connection: Connection): Promise<Catalog> {
  const rows: unknown[][] = await connection.query({
    sql:
      'SELECT TABLE_NAME, COLUMN_NAME, CHARACTER_SET_NAME, COLLATION_NAME, CHARACTER_MAXIMUM_LENGTH ' +
      'FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND COLLATION_NAME IS NOT NULL',
    rowsAsArray: true,
  });
  const columns = new Map<string, TextColumn>();
  for (const [table, column, characterSet, collation, length] of rows) {
    columns.set(columnId(String(table), String(column)), {
      characterSet: String(characterSet),
      collation: String(collation),
      length: Number(length),
    });
  }
  return (table, column) => columns.get(columnId(table, column));
}

/** Servers may fold the case of table names, and always do so with columns. */
function columnId(table: string, column: string): string {
  return `${table}.${column}`.toLowerCase();
}
