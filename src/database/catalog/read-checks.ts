import type { Connection } from 'mariadb';

/** A CHECK constraint, which every row of a table must meet. */
export interface Check {
  /** Undefined if the server does not report it. Its constraint names are then unique within a database. */
  readonly table: string | undefined;
  readonly name: string;
  /** The columns that its expression contains. */
  readonly columns: readonly string[];
  /** True if the server made it for a column of type JSON. */
  readonly isOfJson: boolean;
}

/** Reads the CHECK constraints of the database's tables. */
export async function readChecks(connection: Connection): Promise<readonly Check[]> {
  const isMariadb = connection.serverVersion().includes('MariaDB');
  const rows: unknown[][] = await connection.query({
    sql:
      `SELECT ${isMariadb ? 'TABLE_NAME' : 'NULL'}, CONSTRAINT_NAME, CHECK_CLAUSE ` +
      'FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()',
    rowsAsArray: true,
  });
  return rows.map(([table, name, clause]) => ({
    table: typeof table === 'string' ? table : undefined,
    name: String(name),
    columns: Array.from(String(clause).matchAll(/`((?:[^`]|``)+)`/g), ([, column = '']) =>
      column.replaceAll('``', '`'),
    ),
    isOfJson: /^json_valid\(`(?:[^`]|``)+`\)$/i.test(String(clause)),
  }));
}
