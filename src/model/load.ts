import type { Field, JoinTable, Model, Relation } from './model.ts';

/** A value in the form that the API answers it in: exact, comparable as text, free of the driver's types. */
export type Value = string | number | boolean | null;

/** What the database holds that has no form in the API, such as a zero date. It tells a row's place all the same. */
export interface StoredValue {
  readonly stored: string | number;
}

/** What a row is ordered by, as its cursor has it. */
export type CursorValue = Value | StoredValue;

/** What varies between loads of one shape: a value for each field of the shape's `by`. */
export interface Key {
  /** Equal for keys of equal values; keys that only the database holds equal (`A` and `a`) stay two. */
  readonly id: string;
  readonly values: readonly Value[];
}

/** The key of a list over the whole model. */
export const emptyKey: Key = Object.freeze({ id: '', values: [] });

/**
 * A row as loaded: API field names to values in wire form. An `Error` stands where a stored value cannot be told. What a
 * list is ordered by beyond the row's own fields stands beside them, under `orderTermName`.
 */
export type Row = Readonly<Record<string, unknown>>;

/** One step of an ordering: by a field, or by how many rows a to-many relation leads to. */
export type OrderTerm = {
  /** The to-one relations that lead from the row to what it is ordered by; none for the row itself. */
  readonly path: readonly Relation[];
  readonly descending: boolean;
} & (
  { readonly kind: 'field'; readonly field: Field } | { readonly kind: 'count'; readonly relation: Relation }
);

/** One measure over all rows that share a key; `avg` and `sum` are of numbers. */
export type Measure =
  | { readonly function: 'count' }
  | { readonly function: 'min' | 'max' | 'avg' | 'sum'; readonly field: Field };

/** How one field may be compared. `equals` and `not` take null. */
export type Comparison =
  | { readonly operator: 'equals' | 'not'; readonly value: Value }
  | { readonly operator: 'lt' | 'lte' | 'gt' | 'gte'; readonly value: Exclude<Value, null> }
  | { readonly operator: 'contains' | 'startsWith' | 'endsWith'; readonly value: string }
  | { readonly operator: 'in' | 'notIn'; readonly values: readonly Exclude<Value, null>[] };

/** How many rows a to-many relation leads to, compared. */
export type CountComparison =
  | { readonly operator: 'equals' | 'not' | 'lt' | 'lte' | 'gt' | 'gte'; readonly value: number }
  | { readonly operator: 'in' | 'notIn'; readonly values: readonly number[] };

/** A path within a JSON value: names of members and indexes of elements, from the outside inward. */
export type JsonPath = readonly (string | number)[];

/** How what a JSON column holds may be compared. `equals` and `not` take null; the value of others is never null. */
export type JsonComparison =
  | {
      /** The value is JSON text. */
      readonly operator: 'equals' | 'not' | 'array_contains';
      readonly value: string | null;
    }
  | {
      readonly operator: 'string_contains' | 'string_starts_with' | 'string_ends_with';
      readonly value: string;
    };

/** A condition over the rows of one model, true, false or unknown as SQL has it. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  | {
      /** Whether at least one or none of the rows that the relation leads to meets `filter`. Never unknown. */
      readonly kind: 'some' | 'none';
      readonly relation: Relation;
      /** Met by every row where it is left out. */
      readonly filter: Filter | undefined;
    }
  /** Never unknown. */
  | ({ readonly kind: 'count'; readonly relation: Relation } & CountComparison)
  | ({ readonly kind: 'json'; readonly field: Field; readonly path: JsonPath } & JsonComparison)
  | ({ readonly kind: 'compare'; readonly field: Field } & Comparison);

interface ShapeBase {
  /** Equal for two shapes exactly when their loads may share a statement. */
  readonly id: string;
  readonly model: Model;
  /** The fields keyed on; none for a list over the whole model, whose only key is the empty one. */
  readonly by: readonly Field[];
  /** Where rows are keyed on in a table between: `by` are then the fields that its `from` column refers to. */
  readonly through?: JoinTable | undefined;
}

interface ReadShape extends ShapeBase {
  /** The long fields that are shown. Loads that show others do not share: a long text is read of no row that does not show it. */
  readonly long: readonly Field[];
}

/** The one row that a unique key names. */
export interface RowShape extends ReadShape {
  readonly kind: 'row';
}

/** A page of the rows that share a key, in an ordering that ends with the model's key. */
export interface RowsShape extends ReadShape {
  readonly kind: 'rows';
  readonly where: Filter | undefined;
  readonly orderBy: readonly OrderTerm[];
  /** Rows to read, at most. */
  readonly limit: number;
  /** Whether the page is the last rows and not the first; they are answered in the ordering all the same. */
  readonly backward: boolean;
  /** The values of `orderBy` after which the page begins. */
  readonly after: readonly CursorValue[] | undefined;
  /** The values of `orderBy` before which the page ends. */
  readonly before: readonly CursorValue[] | undefined;
}

/** Measures over all rows that share a key. */
export interface AggregateShape extends ShapeBase {
  readonly kind: 'aggregate';
  readonly where: Filter | undefined;
  readonly measures: readonly Measure[];
}

/** The answer of an aggregate: each measure under its `measureName`, in wire form; null over no rows, but for counts. */
export type Aggregate = Readonly<Record<string, unknown>>;

/** All that must be equal for two loads to share a statement. */
export type Shape = RowShape | RowsShape | AggregateShape;

/** What a load of a shape answers for one key. */
export type Answer<S extends Shape = Shape> = S extends RowShape
  ? Row | null
  : S extends RowsShape
    ? readonly Row[]
    : Aggregate;

/** `createdAt`, `author.name`, `comments.count`: what a term orders by, as rows and cursors name it. */
export function orderTermName(term: OrderTerm): string {
  const last = term.kind === 'field' ? [term.field.name] : [term.relation.name, 'count'];
  return [...term.path.map(({ name }) => name), ...last].join('.');
}

/** `count`, `max.createdAt`: a measure's name in the answer. */
export function measureName(measure: Measure): string {
  return measure.function === 'count' ? 'count' : `${measure.function}.${measure.field.name}`;
}

/** Builds the shape of a lookup by `by`, which must name at most one row. */
export function buildRowShape(parts: Parts<RowShape>): RowShape {
  return { kind: 'row', id: shapeId('row', parts, fieldNames(parts.long)), ...parts };
}

/** Builds the shape of a page per key. */
export function buildRowsShape(parts: Parts<RowsShape>): RowsShape {
  const { where, orderBy, limit, backward, after, before, long } = parts;
  const order = orderBy.map((term) => [orderTermName(term), term.descending]);
  const page = [where && describe(where), order, limit, backward, after ?? null, before ?? null];
  return { kind: 'rows', id: shapeId('rows', parts, page, fieldNames(long)), ...parts };
}

/** Builds the shape of an aggregate per key. */
export function buildAggregateShape(parts: Parts<AggregateShape>): AggregateShape {
  const { where, measures } = parts;
  const id = shapeId('aggregate', parts, where && describe(where), measures.map(measureName));
  return { kind: 'aggregate', id, ...parts };
}

/** Builds a key; the values may not be null, since NULL equals nothing. */
export function buildKey(values: readonly Exclude<Value, null>[]): Key {
  return { id: values.length === 1 ? String(values[0]) : JSON.stringify(values), values };
}

/** What a shape is built of. */
type Parts<S extends Shape> = Omit<S, 'id' | 'kind'>;

function shapeId(kind: Shape['kind'], base: Omit<ShapeBase, 'id'>, ...rest: unknown[]): string {
  const { model, by, through } = base;
  const between = through && [through.table, through.from];
  return JSON.stringify([kind, model.name, fieldNames(by), between ?? null, ...rest]);
}

function fieldNames(fields: readonly Field[]): string[] {
  return fields.map(({ name }) => name);
}

/** The filter with names instead of fields and relations, so that it can be written down. */
function describe(filter: Filter): unknown {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [filter.kind, ...filter.filters.map(describe)];
    case 'not':
      return ['not', describe(filter.filter)];
    case 'some':
    case 'none':
      return [filter.kind, filter.relation.name, filter.filter ? describe(filter.filter) : null];
    case 'count':
      return ['count', filter.relation.name, ...describeComparison(filter)];
    case 'json':
      return ['json', filter.field.name, filter.path, ...describeComparison(filter)];
    case 'compare':
      return ['compare', filter.field.name, ...describeComparison(filter)];
  }
}

function describeComparison(comparison: Comparison | CountComparison | JsonComparison): readonly unknown[] {
  return [comparison.operator, 'values' in comparison ? comparison.values : comparison.value];
}
