import { ForbiddenError } from '../errors.ts';
import type { Filter, Mask } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';
import { allOf, toFilter } from './combine-filters.ts';
import type { Variant } from './variant.ts';

/**
 * Applies the rules to the conditions of a client, so that they hold over the rows and values that the
 * viewer may see. NOT moves inside to the comparisons, where a hidden value makes both them and their
 * opposites unknown, as NULL does.
 * @throws ForbiddenError for a field that the viewer may read in no row.
 */
export function scopeFilter(filter: Filter, model: Model, variant: Variant): Filter {
  return scope(filter, model, variant, false);
}

function scope(filter: Filter, model: Model, variant: Variant, isNegated: boolean): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const filters = filter.filters.map((part) => scope(part, model, variant, isNegated));
      return { kind: isNegated ? opposite[filter.kind] : filter.kind, filters };
    }
    case 'not':
      return scope(filter.filter, model, variant, !isNegated);
    case 'some':
    case 'none': {
      const { relation } = filter;
      const { own, filter: readable } = variant.crossing(model, relation);
      const inner = filter.filter && scope(filter.filter, relation.target, variant, false);
      const kind = isNegated ? opposite[filter.kind] : filter.kind;
      return { kind, relation, filter: toFilter(allOf([readable, inner])), own };
    }
    case 'count': {
      const { own, filter: readable } = variant.crossing(model, filter.relation);
      return negate({ ...filter, own, filter: readable }, isNegated);
    }
    case 'json':
    case 'compare':
      return maskComparison(filter, findMask(variant, model, filter.field, 'where'), isNegated);
    case 'unmet':
    case 'viewer':
    case 'readable':
      throw new Error(`Expected a condition of a client, but got: ${filter.kind}.`);
  }
}

const opposite = { and: 'or', or: 'and', some: 'none', none: 'some' } as const;

/**
 * Finds the mask of a field that a client uses in its arguments.
 * @throws ForbiddenError naming the argument and the field if the viewer may read it in no row.
 */
export function findMask(variant: Variant, model: Model, field: Field, argument: string): Mask {
  const mask = variant.mask(model, field);
  if (mask !== false) return mask;
  throw new ForbiddenError(
    `"${argument}" uses ${model.names.type}.${field.name}, which the viewer may not read.`,
  );
}

function maskComparison(
  filter: Filter & { kind: 'json' | 'compare' },
  mask: Mask,
  isNegated: boolean,
): Filter {
  const comparison = negate(filter, isNegated);
  if (typeof mask === 'boolean') return comparison;
  // No value is in an empty list, and NULL is not in it either.
  if ('values' in filter && filter.values.length === 0) return comparison;
  const isForNull = 'value' in filter && filter.value === null;
  if (isForNull && (filter.operator === 'equals') !== isNegated)
    return { kind: 'or', filters: [{ kind: 'unmet', filter: mask }, comparison] };
  return { kind: 'and', filters: [mask, comparison] };
}

function negate(filter: Filter, isNegated: boolean): Filter {
  return isNegated ? { kind: 'not', filter } : filter;
}
