import { type Crossing, orderTermName, type OrderTerm, type CursorValue } from '../../model/load.ts';
import type { Field, Relation } from '../../model/model.ts';
import { cutToSorted, sortedCharactersMax } from '../../model/sorted-text.ts';
import { buildComparison, type ComparisonOperator } from './compare.ts';
import { buildMasked } from './masked-column.ts';
import { buildColumn, buildRelated, buildTable, storedColumn, type Scope } from './scope.ts';
import { buildCrossing } from './where.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';
import { countTellingColumns } from '../catalog/table-index.ts';
import { buildDecoder, encode, type Decoder } from './wire.ts';

/** One step of an order in SQL. */
export interface OrderStep {
  /** Its name in rows and cursors. */
  readonly name: string;
  readonly expression: Sql;
  /** The expression to sort by, if it is another one. */
  readonly sorted?: Sql | undefined;
  readonly descending: boolean;
  readonly nullable: boolean;
  /** The field of the ordered table itself. Undefined for the values of other tables. */
  readonly field: Field | undefined;
  /** The column of that field, if the step is the whole column, so that an index can have it in order. */
  readonly column: string | undefined;
  readonly decode: Decoder;
  /** True if it sorts by its number and not by its text, as the columns of enums and bits do. */
  readonly isNumbered: boolean;
  readonly compare: (operator: ComparisonOperator, wanted: PresentCursorValue) => Sql;
}

type PresentCursorValue = Exclude<CursorValue, null>;

/** An order of a table's rows. */
export interface Ordering {
  /** The joins of other tables that the steps need. May be empty. */
  readonly joins: Sql;
  readonly steps: readonly OrderStep[];
}

/** Compiles an order of the rows of a table. A to-one relation has at most one row, so joins add no rows. */
export function buildOrdering(orderBy: readonly OrderTerm[], scope: Scope): Ordering {
  const joined = new Map<string, Scope>();
  const joins: Sql[] = [];
  const follow = (from: Scope, relation: Relation, path: string, crossing: Crossing = {}): Scope => {
    const known = joined.get(path);
    if (known !== undefined) return known;
    const related = buildRelated(from, relation, `${scope.alias}o${joined.size}`);
    const target = related.scope;
    joins.push(sql` LEFT JOIN ${buildTable(target)} ON ${buildCrossing(crossing, related, from)}`);
    joined.set(path, target);
    return target;
  };
  const steps = orderBy.map((term) => {
    let at = scope;
    for (const [depth, relation] of term.path.entries()) {
      const path = term.path.slice(0, depth + 1).map(({ name }) => name);
      at = follow(at, relation, path.join('.'), term.crossings?.[depth]);
    }
    return term.kind === 'field' ? buildFieldStep(term, at, at === scope) : buildCountStep(term, at);
  });
  const own = steps.map(({ column, nullable }) => (nullable ? undefined : column));
  const telling = countTellingColumns(scope.catalog.indexes(scope.model.table), own);
  // A row carries the order values of other tables for its cursor, so these steps stay.
  const isRest = steps.slice(telling).every(({ field }) => field !== undefined);
  return { joins: join(joins, ''), steps: isRest ? steps.slice(0, telling) : steps };
}

/** Reverses an order. */
export function reverseOrder<Step extends { readonly descending: boolean }>(
  steps: readonly Step[],
): readonly Step[] {
  return steps.map((step) => ({ ...step, descending: !step.descending }));
}

/** Builds the terms of ORDER BY. */
export function buildOrder(steps: readonly OrderStep[]): Sql {
  return join(
    steps.map(
      ({ expression, sorted, descending }) => sql`${sorted ?? expression}${raw(descending ? ' DESC' : '')}`,
    ),
    ', ',
  );
}

/**
 * Builds the condition that a row comes after these values. NULL is the least value, as the database sorts
 * it.
 */
export function buildAfter(steps: readonly OrderStep[], after: readonly CursorValue[]): Sql {
  const [step, ...rest] = steps;
  if (step === undefined) return raw('FALSE');
  const [last = null, ...restAfter] = after;
  const beyond = buildBeyond(step, last);
  if (rest.length === 0) return beyond;
  const equal = last === null ? sql`${step.expression} IS NULL` : step.compare('=', last);
  return sql`(${beyond} OR (${equal} AND ${buildAfter(rest, restAfter)}))`;
}

function buildBeyond({ expression, descending, nullable, compare }: OrderStep, last: CursorValue): Sql {
  if (last === null) return descending ? raw('FALSE') : sql`${expression} IS NOT NULL`;
  const beyond = compare(descending ? '<' : '>', last);
  return descending && nullable ? sql`(${beyond} OR ${expression} IS NULL)` : beyond;
}

function buildFieldStep(term: OrderTerm & { kind: 'field' }, scope: Scope, isOwn: boolean): OrderStep {
  const { field, descending, mask } = term;
  const column = storedColumn(scope, field);
  const isLong = column?.collation !== undefined && column.length > sortedCharactersMax;
  const reference = buildColumn(scope, field);
  const isNumbered = column?.enumValues !== undefined || column?.type === 'bit';
  const unmasked = isLong ? sql`LEFT(${reference}, ${raw(String(sortedCharactersMax))})` : reference;
  const expression = buildMasked(scope, unmasked, mask);
  // A mask makes a text of an enum.
  const number = isNumbered ? buildMasked(scope, sql`${reference} + 0`, mask) : undefined;
  return {
    name: orderTermName(term),
    expression,
    sorted: mask && number,
    descending,
    nullable: field.nullable || !isOwn || mask !== undefined,
    field: isOwn ? field : undefined,
    column: isOwn && !isLong && mask === undefined ? field.column : undefined,
    decode: buildDecoder(field),
    isNumbered,
    compare: (operator, wanted) => {
      if ((operator !== '=' || mask) && column?.enumValues !== undefined && number)
        return sql`${number} ${raw(operator)} ${value(rankOf(column.enumValues, field, wanted))}`;
      if (typeof wanted === 'object') return sql`${expression} ${raw(operator)} ${value(wanted.stored)}`;
      const cut = isLong ? cutToSorted(String(wanted)) : wanted;
      return buildComparison(expression, field, column, operator, cut);
    },
  };
}

/**
 * Finds the rank of an enum's value, by which enums sort. They compare with text as text, so the column gets
 * `+ 0`.
 */
function rankOf(enumValues: readonly string[], field: Field, wanted: PresentCursorValue): number {
  return enumValues.indexOf(String(typeof wanted === 'object' ? wanted.stored : encode(field, wanted))) + 1;
}

function buildCountStep(term: OrderTerm & { kind: 'count' }, scope: Scope): OrderStep {
  const { relation, descending, crossings, path } = term;
  const related = buildRelated(scope, relation, `${scope.alias}n`);
  const condition = buildCrossing(crossings?.[path.length] ?? {}, related, scope);
  const expression = sql`(SELECT COUNT(*) FROM ${related.tables} WHERE ${condition})`;
  return {
    name: orderTermName(term),
    expression,
    descending,
    nullable: false,
    field: undefined,
    column: undefined,
    decode: Number,
    isNumbered: false,
    compare: (operator, wanted) => sql`${expression} ${raw(operator)} ${value(wanted)}`,
  };
}
