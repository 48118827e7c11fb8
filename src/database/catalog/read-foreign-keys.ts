import type { Connection } from 'mariadb';
import type { Relation } from '../../model/model.ts';
import { TableMap } from './table-map.ts';

/**
 * A foreign key that the database enforces. If none of its columns is NULL, the row that it refers to
 * exists.
 */
export interface ForeignKey {
  /** The table that it refers to. */
  readonly target: string;
  /** Its columns, each with the column of the target that it equals. */
  readonly pairs: readonly { readonly from: string; readonly to: string }[];
  /** The effect of deleting the row that it refers to: `CASCADE`, `SET NULL`, `RESTRICT` and others. */
  readonly onDelete: string;
  /** The effect of changing the key of that row. */
  readonly onUpdate: string;
}

/** The foreign keys of every table, by name. */
export type ForeignKeys = TableMap<ReadonlyMap<string, ForeignKey>>;

/** Reads the foreign keys that stay within the database. */
export async function readForeignKeys(connection: Connection): Promise<ForeignKeys> {
  const rows: unknown[][] = await connection.query({
    sql:
      'SELECT k.TABLE_NAME, k.CONSTRAINT_NAME, k.REFERENCED_TABLE_NAME, k.COLUMN_NAME, k.REFERENCED_COLUMN_NAME, ' +
      'r.DELETE_RULE, r.UPDATE_RULE FROM information_schema.KEY_COLUMN_USAGE AS k ' +
      'JOIN information_schema.REFERENTIAL_CONSTRAINTS AS r ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA ' +
      'AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME ' +
      'WHERE k.TABLE_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_SCHEMA = DATABASE()',
    rowsAsArray: true,
  });
  const tables = new TableMap<Map<string, ForeignKey>>();
  for (const [table, constraint, target, from, to, onDelete, onUpdate] of rows) {
    const ofTable = tables.open(String(table), () => new Map());
    const { pairs = [] } = ofTable.get(String(constraint)) ?? {};
    ofTable.set(String(constraint), {
      target: String(target),
      pairs: [...pairs, { from: String(from), to: String(to) }],
      onDelete: String(onDelete),
      onUpdate: String(onUpdate),
    });
  }
  return tables;
}

/**
 * Returns true if a foreign key has exactly the columns of a relation, so that none of its references
 * dangles.
 */
export function enforces({ target, pairs }: ForeignKey, relation: Relation): boolean {
  const { from, to } = relation;
  return (
    isSameName(target, relation.target.table) &&
    pairs.length === from.length &&
    from.every((field, index) =>
      pairs.some(
        (pair) => isSameName(pair.from, field.column) && isSameName(pair.to, to[index]?.column ?? ''),
      ),
    )
  );
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
