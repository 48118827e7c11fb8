import {
  type AggregateShape,
  type Comparison,
  type CountComparison,
  type Crossing,
  type Filter,
  type JsonComparison,
  measureName,
  orderTermName,
  type OrderTerm,
  type Rights,
  type RowShape,
  type RowsShape,
  type Shape,
  type SqlShape,
} from './load.ts';
import type { Field } from './model.ts';

/** Builds the shape of a lookup. `by` must be unique. */
export function buildRowShape(parts: Parts<RowShape>): RowShape {
  const id = shapeId('row', parts, ...described(parts.where), fieldNames(parts.long));
  return { ...parts, kind: 'row', id };
}

/** Builds the shape of a page for each key. */
export function buildRowsShape(parts: Parts<RowsShape>): RowsShape {
  const { where, orderBy, limit, backward, after, before, long } = parts;
  const order = orderBy.map(describeTerm);
  const page = [where && describe(where), order, limit, backward, after ?? null, before ?? null];
  return { ...parts, kind: 'rows', id: shapeId('rows', parts, page, fieldNames(long)) };
}

/** Builds the shape of an aggregate for each key. */
export function buildAggregateShape(parts: Parts<AggregateShape>): AggregateShape {
  const { where, measures } = parts;
  const id = shapeId('aggregate', parts, where && describe(where), measures.map(measureName));
  return { ...parts, kind: 'aggregate', id };
}

/** Builds the shape of own SQL for each key. */
export function buildSqlShape(parts: Parts<SqlShape>): SqlShape {
  return { ...parts, kind: 'sql', id: shapeId('sql', parts, parts.sql.label, parts.given) };
}

/** The parts of a shape without its id. */
type Parts<S extends Shape> = Omit<S, 'id' | 'kind'>;

function shapeId(kind: Shape['kind'], base: Parts<Shape>, ...rest: unknown[]): string {
  const { model, by, through, rights } = base;
  const between = through && [through.table, through.from];
  const restricted = rights ? [describeRights(rights)] : [];
  return JSON.stringify([kind, model.name, fieldNames(by), between ?? null, ...rest, ...restricted]);
}

function fieldNames(fields: readonly Field[]): string[] {
  return fields.map(({ name }) => name);
}

function describeTerm(term: OrderTerm): unknown {
  const { crossings, mask, descending } = term;
  const restricted = crossings || mask ? [crossings?.map(describeCrossing) ?? [], ...described(mask)] : [];
  return [orderTermName(term), descending, ...restricted];
}

function describeRights({ masks, joined }: Rights): unknown {
  return [
    describeMasks(masks),
    Array.from(joined, ([{ name }, each]) => [name, describeCrossing(each), describeMasks(each.masks)]),
  ];
}

function describeMasks(masks: Rights['masks']): unknown {
  return Array.from(masks, ([{ name }, mask]) => [name, typeof mask === 'boolean' ? mask : describe(mask)]);
}

function describeCrossing({ own, filter }: Crossing): unknown {
  return [described(own), described(filter)];
}

/** Describes a filter as a list, which is empty if there is none. */
function described(filter: Filter | undefined): readonly unknown[] {
  return filter ? [describe(filter)] : [];
}

/** Replaces the fields and relations of a filter by their names, so that it can be written as text. */
function describe(filter: Filter): unknown {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [filter.kind, ...filter.filters.map(describe)];
    case 'not':
    case 'unmet':
      return [filter.kind, describe(filter.filter)];
    case 'some':
    case 'none': {
      const { kind, relation, filter: inner, own } = filter;
      return [kind, relation.name, inner ? describe(inner) : null, ...described(own)];
    }
    case 'count': {
      const restricted = filter.own || filter.filter ? [describeCrossing(filter)] : [];
      return ['count', filter.relation.name, ...describeComparison(filter), ...restricted];
    }
    case 'viewer':
      return ['viewer', filter.field.name, filter.operator, filter.name, ...(filter.excludes ? [true] : [])];
    case 'readable':
      return ['readable'];
    case 'json':
      return ['json', filter.field.name, filter.path, ...describeComparison(filter)];
    case 'compare':
      return ['compare', filter.field.name, ...describeComparison(filter)];
  }
}

function describeComparison(comparison: Comparison | CountComparison | JsonComparison): readonly unknown[] {
  return [comparison.operator, 'values' in comparison ? comparison.values : comparison.value];
}
