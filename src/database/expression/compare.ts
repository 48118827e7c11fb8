import type { Field } from '../../model/model.ts';
import type { PresentValue } from '../../model/read-value.ts';
import { powerOfTwo } from '../../std/power-of-two.ts';
import type { Column } from '../catalog/column.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';
import { encode, encodeForJson } from './wire.ts';

/** A comparison of a column with one value. */
export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/**
 * Compares a column (`expression`) with a value, exactly. A value that the column cannot hold is never sent
 * to be equal. The servers would refuse a text that the character set lacks, and take the year 26 for 2026.
 * MySQL would match `10:00:01` in whole seconds with `10:00:00.5`.
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
 * Compares a column with a list of values. The list is filled up to a power of two with its last value, so
 * that there are few different texts.
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

/** Fills up a list to a power of two with its last value. */
export function fillUp<T>(values: readonly T[]): readonly T[] {
  const missing = powerOfTwo(values.length) - values.length;
  return [...values, ...values.slice(-1).flatMap((last) => Array.from({ length: missing }, () => last))];
}

/** Escapes the wildcards of a pattern, so that `buildLike` takes them literally. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[!%_]/g, '!$&');
}

/** Compares a text with a pattern. Its escape character is `!`, which no `sql_mode` changes. */
export function buildLike(expression: Sql, column: Column | undefined, pattern: string): Sql {
  if (column?.holds(pattern) === false) return never(expression);
  return sql`${expression} LIKE ${value(pattern)} ESCAPE '!'`;
}

function isHeld(field: Field, column: Column | undefined, wanted: PresentValue): boolean {
  return column === undefined || column.holds(encodeForJson(field, wanted));
}

/**
 * Builds the operand of a comparison. A DECIMAL compared with text would be converted to a double, so the
 * value is cast. Nearly every number fits the widest type with the most fraction digits. A larger one gets
 * only its own fraction digits, so that it is not clamped.
 */
function buildOperand(field: Field, wanted: PresentValue): Sql {
  const parameter = value(encode(field, wanted));
  if (field.type !== 'Decimal') return parameter;
  const [whole = '', fraction = ''] = String(wanted).replace('-', '').split('.');
  return sql`CAST(${parameter} AS ${raw(`DECIMAL(65, ${whole.length <= 35 ? 30 : fraction.length})`)})`;
}

/** Builds a condition that is false, or unknown for NULL. */
function never(expression: Sql): Sql {
  return sql`${expression} <> ${expression}`;
}

/** Builds a condition that is true, or unknown for NULL. */
function always(expression: Sql): Sql {
  return sql`${expression} = ${expression}`;
}

/** Converts the column so that it compares with any value of its kind. No index serves the result. */
function widen(expression: Sql, column: Column | undefined): Sql {
  if (column?.characterSet !== undefined) return sql`CONVERT(${expression} USING utf8mb4)`;
  return column?.type === 'year' ? sql`${expression} + 0` : expression;
}
