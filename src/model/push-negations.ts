import type { Filter } from './load.ts';

/**
 * Rewrites a filter so that NOT moves inside, past conditions on to-one relations. The result matches the
 * same rows. Like in Prisma's client, such a condition is unknown if the related row's own condition is.
 * `some` is never unknown, so the position of NOT makes a difference.
 */
export function pushNegations(filter: Filter, isNegated = false): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const isMoved = isNegated && reachesToOne(filter);
      const kind = isMoved ? opposite[filter.kind] : filter.kind;
      const filters = filter.filters.map((part) => pushNegations(part, isMoved));
      return negate({ kind, filters }, isNegated && !isMoved);
    }
    case 'not':
      return reachesToOne(filter)
        ? pushNegations(filter.filter, !isNegated)
        : negate({ kind: 'not', filter: pushNegations(filter.filter) }, isNegated);
    case 'some':
    case 'none': {
      const isMoved = isNegated && reachesToOne(filter);
      const inner = filter.filter && pushNegations(filter.filter, isMoved);
      if (!isMoved) return negate({ ...filter, filter: inner }, isNegated);
      const absent: Filter = { kind: 'none', relation: filter.relation, filter: undefined };
      return inner ? { kind: 'or', filters: [absent, { ...filter, filter: inner }] } : absent;
    }
    case 'unmet':
    case 'count':
    case 'json':
    case 'compare':
    case 'viewer':
    case 'readable':
      return negate(filter, isNegated);
  }
}

const opposite = { and: 'or', or: 'and' } as const;

/**
 * Checks if a condition on a related row can make the filter unknown. Conditions on many rows never do.
 */
function reachesToOne(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.some(reachesToOne);
    case 'not':
      return reachesToOne(filter.filter);
    case 'some':
      return filter.relation.cardinality === 'one';
    case 'unmet':
    case 'none':
    case 'count':
    case 'json':
    case 'compare':
    case 'viewer':
    case 'readable':
      return false;
  }
}

function negate(filter: Filter, isNegated: boolean): Filter {
  return isNegated ? { kind: 'not', filter } : filter;
}
