import {
  type AggregateShape,
  type Filter,
  measureName,
  orderTermName,
  type RowsShape,
  type Shape,
} from '../../model/load.ts';

/**
 * Names the kind of a shape's statement: everything except the values that it compares with. Statements of
 * one kind cost about the same.
 */
export function describeKind(shape: Shape): string {
  // What rules add is the same for all viewers, or a part of the id.
  if (shape.kind === 'row') return shape.id;
  if (shape.kind === 'sql') return JSON.stringify(['sql', shape.sql.label]);
  let known = kinds.get(shape);
  if (known === undefined) kinds.set(shape, (known = describe(shape)));
  return known;
}

const kinds = new WeakMap<Shape, string>();

function describe(shape: RowsShape | AggregateShape): string {
  const { kind, model, by, where } = shape;
  const keyed = by.map(({ name }) => name);
  const filter = where && describeFilter(where);
  if (shape.kind === 'aggregate')
    return JSON.stringify([kind, model.name, keyed, filter, shape.measures.map(measureName)]);
  const { limit, backward, after, before, orderBy } = shape;
  const page = [
    limit,
    backward,
    after !== undefined,
    before !== undefined,
    shape.long.map(({ name }) => name),
  ];
  const order = orderBy.map((term) => [orderTermName(term), term.descending]);
  return JSON.stringify([kind, model.name, keyed, filter, page, order]);
}

function describeFilter(filter: Filter): unknown {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [filter.kind, ...filter.filters.map(describeFilter)];
    case 'not':
    case 'unmet':
      return [filter.kind, describeFilter(filter.filter)];
    case 'some':
    case 'none':
      return [
        filter.kind,
        filter.relation.name,
        filter.filter && describeFilter(filter.filter),
        filter.own && describeFilter(filter.own),
      ];
    case 'count':
      return [
        filter.kind,
        filter.relation.name,
        filter.operator,
        filter.filter && describeFilter(filter.filter),
        filter.own && describeFilter(filter.own),
      ];
    case 'viewer':
      return [filter.kind, filter.field.name, filter.operator, filter.name, filter.excludes === true];
    case 'readable':
      return [filter.kind];
    case 'json':
      return [filter.kind, filter.field.name, filter.path.length > 0, filter.operator];
    case 'compare':
      return [filter.field.name, filter.operator];
  }
}
