import type { Filter } from '../../model/load.ts';
import type { Model, Relation } from '../../model/model.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { findServingIndex, findUniqueIndex } from '../catalog/table-index.ts';

/** An estimate of a condition on the rows of a table. */
export interface FilterEstimate {
  /** The share of the rows that meet it, from 0 to 1. */
  readonly share: number;
  /** The number of rows to read in order to find them all. */
  readonly reads: number;
}

/** The number of rows of a table, as far as it is known. */
export type CountRows = (table: string) => number;

/** A row that an index finds costs as much as this many rows of a scan. */
export const lookupCost = 4;

/** The least share of rows that is assumed to meet a negated condition. */
const negatedLeast = 0.1;

/** The assumed shares of rows, by the kinds of conditions that no statistics describe. */
const assumed = {
  /** One value of a column with very many. */
  equal: 0.001,
  /** A range that an index finds. The optimizer can count its rows, so it is left to it. */
  servedRange: 0.001,
  range: 0.3,
  pattern: 0.1,
  other: 0.5,
} as const;

/** Estimates a filter from the indexes and the statistics of the tables, without asking the server. */
export function estimateFilter(
  filter: Filter | undefined,
  model: Model,
  catalog: Catalog,
  countRows: CountRows,
): FilterEstimate {
  const all = countRows(model.table);
  const estimate = (part: Filter): FilterEstimate => estimateFilter(part, model, catalog, countRows);
  switch (filter?.kind) {
    case undefined:
      return { share: 1, reads: all };
    case 'and': {
      const parts = filter.filters.map(estimate);
      const share = parts.reduce((product, part) => product * part.share, 1);
      return { share, reads: Math.min(all, ...parts.map(({ reads }) => reads)) };
    }
    case 'or': {
      const parts = filter.filters.map(estimate);
      const share = parts.reduce((sum, part) => sum + part.share, 0);
      return { share: Math.min(1, share), reads: parts.reduce((sum, { reads }) => sum + reads, 0) };
    }
    case 'not':
    case 'unmet':
      return { share: negated(estimate(filter.filter).share), reads: all };
    case 'some':
      return estimateRelated(filter.relation, filter.filter, model, catalog, countRows);
    case 'none':
      return {
        share: negated(estimate({ ...filter, kind: 'some' }).share),
        reads: all,
      };
    case 'count':
    case 'json':
    case 'readable':
      return { share: assumed.other, reads: all };
    case 'compare':
      return estimateComparison(filter, model, catalog, all);
    case 'viewer': {
      const { field, operator } = filter;
      if (operator !== 'equals') return { share: assumed.other, reads: all };
      return estimateComparison({ kind: 'compare', field, operator, value: '' }, model, catalog, all);
    }
  }
}

/** Estimates a condition on related rows, for a join that begins with them. */
function estimateRelated(
  { target, cardinality, through }: Relation,
  filter: Filter | undefined,
  model: Model,
  catalog: Catalog,
  countRows: CountRows,
): FilterEstimate {
  const inner = estimateFilter(filter, target, catalog, countRows);
  const all = countRows(model.table);
  const links = cardinality === 'one' ? all : countRows(through?.table ?? target.table);
  const share = cardinality === 'one' ? inner.share : 1 - (1 - inner.share) ** (links / all);
  return { share, reads: inner.reads + inner.share * links * lookupCost };
}

function estimateComparison(
  filter: Filter & { readonly kind: 'compare' },
  { table }: Model,
  catalog: Catalog,
  all: number,
): FilterEstimate {
  const { field, operator } = filter;
  const indexes = catalog.indexes(table);
  const isServed = findServingIndex(indexes, { equal: [field.column], order: [] }) !== undefined;
  const find = (share: number): FilterEstimate => ({
    share: Math.min(1, share),
    reads: isServed ? Math.max(1, Math.min(1, share) * all) : all,
  });
  const equal = (): number => {
    if (findUniqueIndex(indexes, [field.column])) return 1 / all;
    const values = catalog.distinctCount(table, field.column);
    if (values !== undefined) return 1 / values;
    if (field.type === 'Boolean') return 1 / 2;
    return field.enumeration ? 1 / field.enumeration.values.length : assumed.equal;
  };
  switch (operator) {
    case 'equals':
      return find(equal());
    case 'in':
      return find(filter.values.length * equal());
    case 'not':
    case 'notIn':
      return { share: negated(equal()), reads: all };
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return find(isServed ? assumed.servedRange : assumed.range);
    case 'startsWith':
      return find(isServed ? assumed.servedRange : assumed.pattern);
    case 'contains':
    case 'endsWith':
      return { share: assumed.pattern, reads: all };
  }
}

function negated(share: number): number {
  return Math.max(negatedLeast, 1 - share);
}
