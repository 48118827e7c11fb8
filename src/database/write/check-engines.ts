import { BadUserInputError } from '../../errors.ts';
import type { Change, RelationChange, RowData } from '../../model/change.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { dataOf, roots } from './check-change.ts';

/**
 * Refuses a change that writes to a table without transactions and to another table, or together with other
 * root fields. Rows written there would stay if the document failed and was rolled back.
 */
export function checkEngines(change: Change, catalog: Catalog, changes: number): void {
  const tables = new Map([[change.model.table, change.model.names.type]]);
  for (const data of roots(change)) addTables(data, tables);
  if (tables.size === 1 && changes === 1) return;
  for (const [table, type] of tables) {
    if (catalog.engineWithoutTransactions(table) === undefined) continue;
    throw new BadUserInputError(
      `Expected a document with one root field, and no nested writes in it, to write to ${type}, got ${
        changes > 1 ? `${changes} root fields` : 'a nested write'
      }: its table has no transactions, so it could not be rolled back.`,
    );
  }
}

function addTables(data: RowData, tables: Map<string, string>): void {
  for (const change of data.relations) {
    const { target, through } = change.relation;
    if (through) tables.set(through.table, target.names.type);
    if (!writesOwnRowOnly(change)) tables.set(target.table, target.names.type);
    for (const row of dataOf(change)) addTables(row, tables);
  }
}

/** Checks if a nested write only changes a foreign key of its own row, or a link between two rows. */
function writesOwnRowOnly({ relation, operation }: RelationChange): boolean {
  const isLink = operation === 'connect' || operation === 'set' || operation === 'disconnect';
  return isLink && (relation.refers || relation.through !== undefined);
}
