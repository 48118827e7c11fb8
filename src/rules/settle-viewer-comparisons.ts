import type { Filter } from '../model/load.ts';

/**
 * Rewrites a condition of a rule so that no NOT is around a comparison with a value of the viewer. A
 * statement has NULL for a value that the column cannot hold, and NOT would make that unknown. `excludes`
 * tells that rows which meet the condition are left out.
 */
export function settleViewerComparisons(filter: Filter, isNegated = false, excludes = false): Filter {
  if (!mentionsViewer(filter)) return isNegated ? { kind: 'not', filter } : filter;
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const filters = filter.filters.map((part) => settleViewerComparisons(part, isNegated, excludes));
      return { kind: isNegated ? opposite[filter.kind] : filter.kind, filters };
    }
    case 'not':
      return settleViewerComparisons(filter.filter, !isNegated, excludes);
    case 'unmet': {
      const met = settleViewerComparisons(filter.filter, false, isNegated ? excludes : !excludes);
      const unmet: Filter = { kind: 'unmet', filter: met };
      return isNegated ? { kind: 'not', filter: unmet } : unmet;
    }
    case 'some':
    case 'none': {
      const kind = isNegated ? opposite[filter.kind] : filter.kind;
      const inner =
        filter.filter && settleViewerComparisons(filter.filter, false, (kind === 'none') !== excludes);
      return { ...filter, kind, filter: inner };
    }
    case 'viewer': {
      const operator = isNegated ? opposite[filter.operator] : filter.operator;
      return excludes ? { ...filter, operator, excludes } : { ...filter, operator };
    }
    case 'count':
    case 'json':
    case 'compare':
    case 'readable':
      return isNegated ? { kind: 'not', filter } : filter;
  }
}

const opposite = {
  and: 'or',
  or: 'and',
  some: 'none',
  none: 'some',
  equals: 'not',
  not: 'equals',
  lt: 'gte',
  gte: 'lt',
  gt: 'lte',
  lte: 'gt',
  in: 'notIn',
  notIn: 'in',
} as const;

function mentionsViewer(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.some(mentionsViewer);
    case 'not':
    case 'unmet':
      return mentionsViewer(filter.filter);
    case 'some':
    case 'none':
      return filter.filter !== undefined && mentionsViewer(filter.filter);
    case 'viewer':
      return true;
    case 'count':
    case 'json':
    case 'compare':
    case 'readable':
      return false;
  }
}
