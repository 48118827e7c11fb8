import type { MissingIndexEvent } from '../../events.ts';
import type { Filter } from '../../model/load.ts';
import type { Model } from '../../model/model.ts';
import { countMany, describeMissingIndex, isIndexed } from './describe-missing-index.ts';
import type { Catalog } from './read-catalog.ts';
import { findServingIndex } from './table-index.ts';

/**
 * Finds the indexes that a filter on the whole table needs. Of conditions that must all be met, one that an
 * index serves is enough, on the table itself or on related rows. Of alternatives, each needs one.
 */
export function findMissingForFilter(
  model: Model,
  where: Filter,
  catalog: Catalog,
): readonly MissingIndexEvent[] {
  const found = search(model, where, catalog);
  return found === 'served' ? [] : found;
}

/** The missing indexes of conditions. Empty if no index could serve them. */
type Found = readonly MissingIndexEvent[] | 'served';

function search(model: Model, where: Filter, catalog: Catalog): Found {
  switch (where.kind) {
    case 'and': {
      const parts = where.filters.map((part) => search(model, part, catalog));
      if (parts.includes('served')) return 'served';
      const missing = parts.filter((part) => part !== 'served').filter((part) => part.length > 0);
      return missing.find(([event]) => event?.advice === undefined) ?? missing[0] ?? [];
    }
    case 'or': {
      const parts = where.filters.map((part) => search(model, part, catalog));
      if (parts.every((part) => part === 'served')) return 'served';
      return parts.filter((part) => part !== 'served').flat();
    }
    case 'some':
      return where.filter ? search(where.relation.target, where.filter, catalog) : [];
    case 'compare':
      return searchField(model, where, catalog);
    case 'viewer':
      return searchField(model, where, catalog);
    case 'not':
    case 'unmet':
    case 'none':
    case 'count':
    case 'json':
    case 'readable':
      return [];
  }
}

function searchField(
  model: Model,
  { field, operator }: Filter & { readonly kind: 'compare' | 'viewer' },
  catalog: Catalog,
): Found {
  if (operator === 'not' || operator === 'notIn' || !isIndexed(model, catalog)) return [];
  const event = describeMissingIndex(model, [{ field, descending: false }], `filtering by ${field.name}`);
  if (operator === 'contains' || operator === 'endsWith') {
    const rows = countMany(model, catalog);
    if (rows === undefined) return [];
    const advice = `${operator} reads all of its about ${rows.toLocaleString('en')} rows. A FULLTEXT index on ${field.property} would find words, but it is not used for ${operator}`;
    return [{ ...event, advice }];
  }
  const need = { equal: [field.column], order: [] };
  return findServingIndex(catalog.indexes(model.table), need) ? 'served' : [event];
}
