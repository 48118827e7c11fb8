import type { Field, Model } from './model.ts';

/** A value in the form that the API answers it in: exact, comparable as text, free of the driver's types. */
export type Value = string | number | boolean | null;

/** What varies between loads of one shape: a value for each field of the shape's `by`. */
export interface Key {
  /** Equal for keys of equal values; keys that only the database holds equal (`A` and `a`) stay two. */
  readonly id: string;
  readonly values: readonly Value[];
}

/** The key of a list over the whole model. */
export const emptyKey: Key = Object.freeze({ id: '', values: [] });

/** A row as loaded: API field names to values in wire form. An `Error` stands where a stored value cannot be told. */
export type Row = Readonly<Record<string, unknown>>;

/** One step of an ordering. */
export interface OrderTerm {
  readonly field: Field;
  readonly descending: boolean;
}

/** How one field may be compared. `equals` and `not` take null. */
export type Comparison =
  | { readonly operator: 'equals' | 'not'; readonly value: Value }
  | { readonly operator: 'lt' | 'lte' | 'gt' | 'gte'; readonly value: Exclude<Value, null> }
  | { readonly operator: 'contains' | 'startsWith' | 'endsWith'; readonly value: string }
  | { readonly operator: 'in' | 'notIn'; readonly values: readonly Exclude<Value, null>[] };

/** A condition over the rows of one model. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  | ({ readonly kind: 'compare'; readonly field: Field } & Comparison);

interface ShapeBase {
  /** Equal for two shapes exactly when their loads may share a statement. */
  readonly id: string;
  readonly model: Model;
  /** The fields keyed on; none for a list over the whole model, whose only key is the empty one. */
  readonly by: readonly Field[];
}

/** The one row that a unique key names. */
export interface RowShape extends ShapeBase {
  readonly kind: 'row';
  readonly wide: readonly Field[];
}

/** A page of the rows that share a key, in an ordering that ends with the model's key. */
export interface RowsShape extends ShapeBase {
  readonly kind: 'rows';
  readonly where: Filter | undefined;
  readonly orderBy: readonly OrderTerm[];
  /** Rows to read, at most. */
  readonly limit: number;
  /** The values of `orderBy` after which the page begins. */
  readonly after: readonly Value[] | undefined;
  readonly wide: readonly Field[];
}

/** How many rows share a key. */
export interface CountShape extends ShapeBase {
  readonly kind: 'count';
  readonly where: Filter | undefined;
}

/** All that must be equal for two loads to share a statement. */
export type Shape = RowShape | RowsShape | CountShape;

/** What a load of a shape answers for one key. */
export type Answer<S extends Shape = Shape> = S extends RowShape
  ? Row | null
  : S extends RowsShape
    ? readonly Row[]
    : number;

/** Builds the shape of a lookup by `by`, which must name at most one row. */
export function buildRowShape(parts: Omit<RowShape, 'id' | 'kind'>): RowShape {
  return { kind: 'row', id: shapeId('row', parts.model, parts.by, fieldNames(parts.wide)), ...parts };
}

/** Builds the shape of a page per key. */
export function buildRowsShape(parts: Omit<RowsShape, 'id' | 'kind'>): RowsShape {
  const { model, by, where, orderBy, limit, after, wide } = parts;
  const order = orderBy.map(({ field, descending }) => [field.name, descending]);
  const page = [where && describe(where), order, limit, after ?? null];
  return { kind: 'rows', id: shapeId('rows', model, by, page, fieldNames(wide)), ...parts };
}

/** Builds the shape of a number of rows per key. */
export function buildCountShape(parts: Omit<CountShape, 'id' | 'kind'>): CountShape {
  const { model, by, where } = parts;
  return { kind: 'count', id: shapeId('count', model, by, where && describe(where)), ...parts };
}

/** Builds a key; the values may not be null, since NULL equals nothing. */
export function buildKey(values: readonly Exclude<Value, null>[]): Key {
  return { id: values.length === 1 ? String(values[0]) : JSON.stringify(values), values };
}

function shapeId(kind: Shape['kind'], model: Model, by: readonly Field[], ...rest: unknown[]): string {
  return JSON.stringify([kind, model.name, fieldNames(by), ...rest]);
}

function fieldNames(fields: readonly Field[]): string[] {
  return fields.map(({ name }) => name);
}

/** The filter with names in the place of fields, so that it can be written down. */
function describe(filter: Filter): unknown {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [filter.kind, ...filter.filters.map(describe)];
    case 'not':
      return ['not', describe(filter.filter)];
    case 'compare':
      return [filter.field.name, filter.operator, 'values' in filter ? filter.values : filter.value];
  }
}
