import type { MissingIndexEvent } from '../../events.ts';
import type { Change } from '../../model/change.ts';
import { type Filter, type OrderTerm, orderTermName, type Shape } from '../../model/load.ts';
import type { Field, Model } from '../../model/model.ts';
import { countMany, describeMissingIndex, isIndexed } from './describe-missing-index.ts';
import { findMissingForFilter } from './missing-filter-index.ts';
import type { Catalog } from './read-catalog.ts';
import { countTellingColumns, findServingIndex } from './table-index.ts';

/**
 * Finds the indexes that a shape's statement needs and the tables lack. A view has none of its own, so none
 * is reported.
 */
export function findMissingIndexes(shape: Shape, catalog: Catalog): readonly MissingIndexEvent[] {
  if (shape.kind === 'sql') return []; // its tables are not known
  const { model, by, through, where } = shape;
  const orderBy = shape.kind === 'rows' ? shape.orderBy : [];
  const keyed = through === undefined ? by : [];
  return [
    through === undefined ? findForOrder(model, keyed, orderBy, catalog) : undefined,
    ...(keyed.length === 0 && where ? findMissingForFilter(model, where, catalog) : []),
    ...(by.length === 0 ? orderBy.map((term) => findForRelatedOrder(model, term, catalog)) : []),
    ...(where ? findForRelations(where, catalog) : []),
    ...orderBy.map((term) =>
      term.kind === 'count' && term.relation.through === undefined
        ? findForLookup(term.relation.target, term.relation.to, 'counting', catalog)
        : undefined,
    ),
  ].filter((event) => event !== undefined);
}

/** Finds the indexes that a write by a filter needs. */
export function findMissingForChange(change: Change, catalog: Catalog): readonly MissingIndexEvent[] {
  if (change.kind !== 'updateMany' && change.kind !== 'deleteMany') return [];
  const { model, where } = change;
  if (where === undefined) return [];
  const related = findForRelations(where, catalog).filter((event) => event !== undefined);
  return [...findMissingForFilter(model, where, catalog), ...related];
}

/** Describes an order of many rows by related ones, for which there is no index. */
function findForRelatedOrder(model: Model, term: OrderTerm, catalog: Catalog): MissingIndexEvent | undefined {
  const first = term.path[0] ?? (term.kind === 'count' ? term.relation : undefined);
  const rows = countMany(model, catalog);
  if (first === undefined || rows === undefined) return undefined;
  const advice = `all of its about ${rows.toLocaleString('en')} rows are sorted. /// @gather.noOrder above ${first.property} leaves this order out`;
  return { ...describeMissingIndex(model, [], `ordering by ${orderTermName(term)}`), advice };
}

/**
 * Finds the index for rows of equal `by` in order. An index of this table cannot serve an order by related
 * tables.
 */
function findForOrder(
  model: Model,
  by: readonly Field[],
  orderBy: readonly OrderTerm[],
  catalog: Catalog,
): MissingIndexEvent | undefined {
  const indexes = catalog.indexes(model.table);
  const own = orderBy.map((term) =>
    term.kind === 'field' && term.path.length === 0 && !term.field.long
      ? { ...term, column: term.field.column }
      : undefined,
  );
  const telling = countTellingColumns(
    indexes,
    own.map((term) => (term?.field.nullable ? undefined : term?.column)),
  );
  const terms = own.slice(0, telling).filter((term) => term !== undefined);
  const order = terms.length === telling ? terms.filter(({ field }) => !by.includes(field)) : [];
  const equal = by.map(({ column }) => column);
  if (equal.length + order.length === 0) return undefined;
  if (!isIndexed(model, catalog) || findServingIndex(indexes, { equal, order })) return undefined;
  const named = order.slice(0, countNamed(order, by, model));
  // An index that finds the rows has them in another order, so the order is what is missing.
  const isFound = findServingIndex(indexes, { equal, order: [] }) !== undefined;
  const ordered = (named.length === 0 && isFound ? order : named).map(({ field }) => field);
  const need = [
    ...(by.length > 0 ? [`finding by ${names(by)}`] : []),
    ...(ordered.length > 0 ? [`ordering by ${names(ordered)}`] : []),
  ].join(' and ');
  return describeMissingIndex(model, [...by.map((field) => ({ field, descending: false })), ...named], need);
}

/**
 * Counts the terms that an index must name. Every secondary index ends with the rest of the primary key, in
 * ascending order.
 */
function countNamed(
  order: readonly { readonly field: Field; readonly descending: boolean }[],
  by: readonly Field[],
  model: Model,
): number {
  for (let count = 0; ; count += 1) {
    const named = [...by, ...order.slice(0, count).map(({ field }) => field)];
    const ending = model.key.filter((field) => !named.includes(field));
    const rest = order.slice(count);
    const isEnding = rest.every(({ field, descending }, index) => field === ending[index] && !descending);
    if (isEnding && rest.length <= ending.length) return count;
  }
}

function findForRelations(where: Filter, catalog: Catalog): readonly (MissingIndexEvent | undefined)[] {
  switch (where.kind) {
    case 'and':
    case 'or':
      return where.filters.flatMap((part) => findForRelations(part, catalog));
    case 'not':
    case 'unmet':
      return findForRelations(where.filter, catalog);
    case 'some':
    case 'none': {
      const { target, to, through, name } = where.relation;
      const within = where.filter ? findForRelations(where.filter, catalog) : [];
      return through ? within : [findForLookup(target, to, `filtering by ${name}`, catalog), ...within];
    }
    case 'count': {
      const { target, to, through } = where.relation;
      return through ? [] : [findForLookup(target, to, 'counting', catalog)];
    }
    case 'json':
    case 'compare':
    case 'viewer':
    case 'readable':
      return [];
  }
}

function findForLookup(
  model: Model,
  by: readonly Field[],
  need: string,
  catalog: Catalog,
): MissingIndexEvent | undefined {
  const equal = by.map(({ column }) => column);
  const isServed = findServingIndex(catalog.indexes(model.table), { equal, order: [] }) !== undefined;
  if (isServed || !isIndexed(model, catalog)) return undefined;
  const fields = by.map((field) => ({ field, descending: false }));
  return describeMissingIndex(model, fields, `${need} by ${names(by)}`);
}

function names(fields: readonly Field[]): string {
  return fields.map(({ name }) => name).join(', ');
}
