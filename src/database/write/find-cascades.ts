import type { Catalog } from '../catalog/read-catalog.ts';

/** The rows of a table that are deleted, or whose columns are changed. */
export interface TableChange {
  readonly table: string;
  readonly operation: 'update' | 'delete';
  /** The columns that an update changes. */
  readonly columns: readonly string[];
}

/**
 * Finds the tables whose rows the database changes by itself, because they refer to rows that are changed.
 * Each is listed once for each operation.
 */
export function findCascades(catalog: Catalog, first: TableChange): readonly TableChange[] {
  const found = new Map<string, TableChange>();
  const pending = [first];
  for (let change = pending.pop(); change !== undefined; change = pending.pop()) {
    for (const cascade of followOnce(catalog, change)) {
      const id = JSON.stringify([cascade.table, cascade.operation, cascade.columns]);
      if (found.has(id)) continue;
      found.set(id, cascade);
      pending.push(cascade);
    }
  }
  return [...found.values()];
}

function followOnce(catalog: Catalog, { table, operation, columns }: TableChange): readonly TableChange[] {
  const changed = columns.map((column) => column.toLowerCase());
  return catalog.tables.flatMap((referring) =>
    catalog
      .foreignKeys(referring)
      .flatMap(({ target, pairs, onDelete, onUpdate }): readonly TableChange[] => {
        if (target.toLowerCase() !== table.toLowerCase()) return [];
        const isHit = operation === 'delete' || pairs.some(({ to }) => changed.includes(to.toLowerCase()));
        const action = operation === 'delete' ? onDelete : onUpdate;
        if (!isHit || !(action === 'CASCADE' || action.startsWith('SET'))) return [];
        if (operation === 'delete' && action === 'CASCADE')
          return [{ table: referring, operation: 'delete', columns: [] }];
        return [{ table: referring, operation: 'update', columns: pairs.map(({ from }) => from) }];
      }),
  );
}
