import type { Field, JoinTable, Model, Relation } from './model.ts';
import type { OwnSql } from './own-sql.ts';

/** A value in the form of the API: exact, comparable as text, and without types of the driver. */
export type Value = string | number | boolean | null;

/** A stored value without a form in the API, such as a zero date. Cursors hold it all the same. */
export interface StoredValue {
  readonly stored: string | number;
}

/** A value that a row is ordered by, as in its cursor. */
export type CursorValue = Value | StoredValue;

/** The part that differs between loads of one shape: a value for each field of the shape's `by`. */
export interface Key {
  /**
   * Equal for keys of equal values. Keys that only the database considers equal (`A` and `a`) have
   * different ids.
   */
  readonly id: string;
  readonly values: readonly Value[];
  /** The viewer that the key belongs to, if a statement answers several. */
  readonly viewer?: ViewerValues | undefined;
}

/** The key of a list over the whole model. */
export const emptyKey: Key = Object.freeze({ id: '', values: [] });

/**
 * A loaded row: values in wire form by the names of fields. A value that cannot be shown is an `Error`.
 * Values of an ordering by related rows are under their `orderTermName`.
 */
export type Row = Readonly<Record<string, unknown>>;

/** A step of an ordering: a field, or the number of related rows. */
export type OrderTerm = {
  /** The to-one relations from the row to the field. Empty for the row's own fields. */
  readonly path: readonly Relation[];
  readonly descending: boolean;
  /** The crossings of the relations of `path`, and then of a count's. Absent if rules restrict none. */
  readonly crossings?: readonly Crossing[] | undefined;
  /** The condition under which a field's value is shown. */
  readonly mask?: Filter | undefined;
} & (
  { readonly kind: 'field'; readonly field: Field } | { readonly kind: 'count'; readonly relation: Relation }
);

/** A measure of all rows with one key. `avg` and `sum` apply to numbers. */
export type Measure =
  | { readonly function: 'count' }
  | { readonly function: 'min' | 'max' | 'avg' | 'sum'; readonly field: Field };

/** A comparison of one field. `equals` and `not` accept null. */
export type Comparison =
  | { readonly operator: 'equals' | 'not'; readonly value: Value }
  | { readonly operator: 'lt' | 'lte' | 'gt' | 'gte'; readonly value: Exclude<Value, null> }
  | { readonly operator: 'contains' | 'startsWith' | 'endsWith'; readonly value: string }
  | { readonly operator: 'in' | 'notIn'; readonly values: readonly Exclude<Value, null>[] };

/** A comparison of the number of related rows. */
export type CountComparison =
  | { readonly operator: 'equals' | 'not' | 'lt' | 'lte' | 'gt' | 'gte'; readonly value: number }
  | { readonly operator: 'in' | 'notIn'; readonly values: readonly number[] };

/** A path within a JSON value: names of members and indexes of elements. */
export type JsonPath = readonly (string | number)[];

/** A comparison of a JSON column. `equals` and `not` accept null, and the others do not. */
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

/**
 * The conditions under which a relation leads from a row to a related one. Absent conditions are always met.
 */
export interface Crossing {
  /** The condition on the row itself. If it is not met, no row is related. */
  readonly own?: Filter | undefined;
  /** The condition on the related row. */
  readonly filter?: Filter | undefined;
}

/** A comparison of a field with a value of the viewer. Only rules have them. */
export interface ViewerComparison {
  readonly kind: 'viewer';
  readonly field: Field;
  readonly operator: 'equals' | 'not' | 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'notIn';
  /** The name of the viewer's value. */
  readonly name: string;
  /**
   * True if rows that meet it are left out, as within `none`. An order with a value that the column cannot
   * hold is then met, and not met elsewhere, so that it shows nothing.
   */
  readonly excludes?: boolean;
}

/** A condition on the rows of one model, which is true, false or unknown as in SQL. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  /** True if the filter is false or unknown. */
  | { readonly kind: 'unmet'; readonly filter: Filter }
  | ({
      /** `some`: at least one related row meets `filter`. `none`: no related row does. Never unknown. */
      readonly kind: 'some' | 'none';
      readonly relation: Relation;
      /** Without it, every row matches. */
      readonly filter: Filter | undefined;
    } & Crossing)
  /** Counts the related rows that meet `filter`. Never unknown. */
  | ({ readonly kind: 'count'; readonly relation: Relation } & CountComparison & Crossing)
  | ViewerComparison
  /** Stands within a rule for the rule by which a row may be read, until the rules are applied. */
  | { readonly kind: 'readable' }
  | ({ readonly kind: 'json'; readonly field: Field; readonly path: JsonPath } & JsonComparison)
  | ({ readonly kind: 'compare'; readonly field: Field } & Comparison);

/** The condition under which a value is shown. `false` hides it in every row, and its column is not read. */
export type Mask = Filter | boolean;

/** A value of the viewer that the statement of a shape compares a field with. */
export interface ViewerOperand {
  readonly name: string;
  readonly model: Model;
  readonly field: Field;
}

/** The viewer's rights to the columns that a load reads. */
export interface Rights {
  /** The masks of guarded fields. A guarded field without one is hidden. */
  readonly masks: ReadonlyMap<Field, Mask>;
  /** The crossings to joined rows, with the masks of their fields. */
  readonly joined: ReadonlyMap<Relation, Crossing & Pick<Rights, 'masks'>>;
  /** The values of the viewer that come with each key, in order. */
  readonly operands: readonly ViewerOperand[];
  /** `true` if a statement takes these values from its keys, because they are of several viewers. */
  readonly isShared?: boolean;
}

/** The values of one viewer for the operands of a shape, in wire form. */
export interface ViewerValues {
  /** Equal for equal values. */
  readonly id: string;
  readonly values: readonly Value[];
}

interface ShapeBase {
  /** Equal for two shapes exactly if their loads may share a statement. */
  readonly id: string;
  readonly model: Model;
  /** The fields of the key. Empty for a list over the whole model, whose only key is the empty one. */
  readonly by: readonly Field[];
  /** The join table, if the key is found there. Its `from` column then refers to the fields in `by`. */
  readonly through?: JoinTable | undefined;
  /** The conditions on all rows. */
  readonly where?: Filter | undefined;
  /** Present if rules restrict what the viewer sees. */
  readonly rights?: Rights | undefined;
}

declare const scoped: unique symbol;

/**
 * A shape to which the rules have been applied. The database takes no others, and only
 * `src/rules/scope-shape.ts` makes them.
 */
export type Scoped<S extends Shape = Shape> = S & { readonly [scoped]: true };

interface ReadShape extends ShapeBase {
  /**
   * The selected long columns. Loads with different ones do not share, so that a long text is read only
   * for rows that show it.
   */
  readonly long: readonly Field[];
}

/** The shape of a lookup: the row with a unique key. */
export interface RowShape extends ReadShape {
  readonly kind: 'row';
}

/** The shape of a page of the rows with one key, in an ordering that ends with the model's key. */
export interface RowsShape extends ReadShape {
  readonly kind: 'rows';
  readonly where: Filter | undefined;
  readonly orderBy: readonly OrderTerm[];
  /** The maximum number of rows to read. */
  readonly limit: number;
  /** `true` if the page is the last rows instead of the first. They are returned in the same ordering. */
  readonly backward: boolean;
  /** The values of `orderBy` after which the page begins. */
  readonly after: readonly CursorValue[] | undefined;
  /** The values of `orderBy` before which the page ends. */
  readonly before: readonly CursorValue[] | undefined;
}

/** The shape of an aggregate: measures of all rows with one key. */
export interface AggregateShape extends ShapeBase {
  readonly kind: 'aggregate';
  readonly where: Filter | undefined;
  readonly measures: readonly Measure[];
}

/** The shape of own SQL. A key has the values that the SQL reads of a row. Some of them may be null. */
export interface SqlShape extends ShapeBase {
  readonly kind: 'sql';
  readonly sql: OwnSql;
  /** The values of the arguments, in wire form. A list is an argument of several values. */
  readonly given: Readonly<Record<string, unknown>>;
}

/**
 * The answer of an aggregate: each measure by its `measureName`, in wire form. Over no rows, all but
 * counts are null.
 */
export type Aggregate = Readonly<Record<string, unknown>>;

/** Everything that must be equal for two loads to share a statement. */
export type Shape = RowShape | RowsShape | AggregateShape | SqlShape;

/** The answer of a load for one key. */
export type Answer<S extends Shape = Shape> = S extends RowShape
  ? Row | null
  : S extends RowsShape
    ? readonly Row[]
    : S extends AggregateShape
      ? Aggregate
      : readonly unknown[];

/** Names a term in rows and cursors: `createdAt`, `author.name`, `comments.count`. */
export function orderTermName(term: OrderTerm): string {
  const last = term.kind === 'field' ? [term.field.name] : [term.relation.name, 'count'];
  return [...term.path.map(({ name }) => name), ...last].join('.');
}

/** Names a measure in the answer: `count`, `max.createdAt`. */
export function measureName(measure: Measure): string {
  return measure.function === 'count' ? 'count' : `${measure.function}.${measure.field.name}`;
}

/** Builds a key of own SQL, which reads null as NULL. */
export function buildSqlKey(values: readonly Value[]): Key {
  return { id: JSON.stringify(values), values };
}

/** Builds a key. NULL equals nothing, so no value may be null. */
export function buildKey(values: readonly Exclude<Value, null>[]): Key {
  return { id: values.length === 1 ? String(values[0]) : JSON.stringify(values), values };
}
