import type { Field } from '../../model/model.ts';
import type { PresentValue } from '../../model/read-value.ts';
import { powerOfTwo } from '../../std/power-of-two.ts';
import type { Column } from '../catalog/column.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';
import { encode, encodeForJson } from './wire.ts';

/** How a column is compared with one value. */
export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/**
 * Compares a column (`expression`) with a value, exactly. The servers would refuse a text that the column's character set
 * does not have, take the year 26 for 2026, and MySQL would find `10:00:01` in whole seconds by `10:00:00.5`; so a value
 * that the column cannot hold is never sent to be equal.
 */
export function buildComparison(
  expression: Sql,
  field: Field,
  column: Column | undefined,
  operator: ComparisonOperator,
  wanted: PresentValue,
): Sql {
  if (isHeld(field, column, wanted))
    return sql`${expression} ${raw(operator)} ${buildOperand(field, wanted)}`;
  if (operator === '=') return never(expression);
  if (operator === '<>') return always(expression);
  return sql`${widen(expression, column)} ${raw(operator)} ${buildOperand(field, wanted)}`;
}

/**
 * Compares with each of a list. Lists are filled up to powers of two with their last value, so that the statements of
 * any length are few.
 */
export function buildOneOf(
  expression: Sql,
  field: Field,
  column: Column | undefined,
  operator: 'IN' | 'NOT IN',
  values: readonly PresentValue[],
): Sql {
  if (values.length === 0) return raw(operator === 'IN' ? 'FALSE' : 'TRUE');
  const held = values.filter((wanted) => isHeld(field, column, wanted));
  if (held.length === 0) return operator === 'IN' ? never(expression) : always(expression);
  const operands = fillUp(held).map((wanted) => buildOperand(field, wanted));
  return sql`${expression} ${raw(operator)} (${join(operands, ', ')})`;
}

/** Fills a list up to a power of two with its last value. */
export function fillUp<T>(values: readonly T[]): readonly T[] {
  const missing = powerOfTwo(values.length) - values.length;
  return [...values, ...values.slice(-1).flatMap((last) => Array.from({ length: missing }, () => last))];
}

/** Escapes the wildcards of a pattern, so that they mean themselves in `buildLike`. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[!%_]/g, '!$&');
}

/** Compares a text with a pattern, whose escape character is one that no `sql_mode` changes: `!`. */
export function buildLike(expression: Sql, column: Column | undefined, pattern: string): Sql {
  if (column?.holds(pattern) === false) return never(expression);
  return sql`${expression} LIKE ${value(pattern)} ESCAPE '!'`;
}

function isHeld(field: Field, column: Column | undefined, wanted: PresentValue): boolean {
  return column === undefined || column.holds(encodeForJson(field, wanted));
}

/**
 * A DECIMAL compared with text would go through a double. Nearly every number fits the widest type with the most digits
 * behind the point; where it would clamp, the number's own digits leave room for all before it.
 */
function buildOperand(field: Field, wanted: PresentValue): Sql {
  const parameter = value(encode(field, wanted));
  if (field.type !== 'Decimal') return parameter;
  const [whole = '', fraction = ''] = String(wanted).replace('-', '').split('.');
  return sql`CAST(${parameter} AS ${raw(`DECIMAL(65, ${whole.length <= 35 ? 30 : fraction.length})`)})`;
}

/** False, and unknown where there is no value. */
function never(expression: Sql): Sql {
  return sql`${expression} <> ${expression}`;
}

/** True, and unknown where there is no value. */
function always(expression: Sql): Sql {
  return sql`${expression} = ${expression}`;
}

/** The column as what compares with any value of its kind; no index serves it. */
function widen(expression: Sql, column: Column | undefined): Sql {
  if (column?.characterSet !== undefined) return sql`CONVERT(${expression} USING utf8mb4)`;
  return column?.type === 'year' ? sql`${expression} + 0` : expression;
}
