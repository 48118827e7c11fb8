import type { NoticeEvent } from '../../events.ts';
import type { Models } from '../../model/model.ts';
import type { Catalog } from './read-catalog.ts';

/** Builds the notice of tables that have no transactions. Returns undefined if there are none. */
export function describeEngines(models: Models, catalog: Catalog): NoticeEvent | undefined {
  const written = new Set(
    models.all.flatMap(({ table, relations }) => [
      table,
      ...relations.flatMap(({ through }) => through?.table ?? []),
    ]),
  );
  const tables = [...written].flatMap((table) => {
    const engine = catalog.engineWithoutTransactions(table);
    return engine === undefined ? [] : [`${table} (${engine})`];
  });
  if (tables.length === 0) return undefined;
  return {
    text:
      `Tables without transactions: ${tables.join(', ')}. A failed mutation keeps its writes there, so a document ` +
      'may write to one of them only in a single root field, without nested writes. ALTER TABLE … ENGINE = InnoDB ends this limit',
  };
}
