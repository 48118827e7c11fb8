import type { Filter } from '../model/load.ts';

/**
 * The filter that holds for the same rows, with NOT moved inward past conditions on to-one relations. These are unknown,
 * as in Prisma's client, where the related row's own condition is; `some` is never unknown, and so the NOT must stand
 * where the two can be told apart. Everything else keeps its form.
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
    case 'count':
    case 'json':
    case 'compare':
      return negate(filter, isNegated);
  }
}

const opposite = { and: 'or', or: 'and' } as const;

/** Whether it may be unknown for a related row's sake; what hangs on many rows never is. */
function reachesToOne(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.some(reachesToOne);
    case 'not':
      return reachesToOne(filter.filter);
    case 'some':
      return filter.relation.cardinality === 'one';
    case 'none':
    case 'count':
    case 'json':
    case 'compare':
      return false;
  }
}

function negate(filter: Filter, isNegated: boolean): Filter {
  return isNegated ? { kind: 'not', filter } : filter;
}
