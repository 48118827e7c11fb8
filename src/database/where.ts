import type { Filter, OrderTerm, Value } from '../model/load.ts';
import type { Enumeration, Field } from '../model/model.ts';
import { join, name, raw, sql, value, type Sql } from './sql.ts';
import { modelTable } from './statement.ts';
import { encode } from './wire.ts';

/** Compiles a filter to a condition, with SQL's own rules for NULL. */
export function buildCondition(filter: Filter): Sql {
  switch (filter.kind) {
    case 'and':
      return combine(filter.filters.map(buildCondition), ' AND ', 'TRUE');
    case 'or':
      return combine(filter.filters.map(buildCondition), ' OR ', 'FALSE');
    case 'not':
      // Parentheses within, since HIGH_NOT_PRECEDENCE would take NOT to the first operand alone.
      return sql`(NOT (${buildCondition(filter.filter)}))`;
    case 'compare':
      return buildComparison(filter);
  }
}

/** The condition that a row comes after `after` in the ordering; NULL is the least value, as the database sorts it. */
export function buildAfter(orderBy: readonly OrderTerm[], after: readonly Value[]): Sql {
  const [term, ...rest] = orderBy;
  if (term === undefined) return raw('FALSE');
  const [last = null, ...restAfter] = after;
  const beyond = buildBeyond(term, last);
  if (rest.length === 0) return beyond;
  return sql`(${beyond} OR (${isEqual(term.field, last)} AND ${buildAfter(rest, restAfter)}))`;
}

/** Compiles an ordering. */
export function buildOrder(orderBy: readonly OrderTerm[]): Sql {
  const terms = orderBy.map(
    ({ field, descending }) => sql`${column(field)}${raw(descending ? ' DESC' : '')}`,
  );
  return join(terms, ', ');
}

function buildComparison(filter: Filter & { kind: 'compare' }): Sql {
  const { field } = filter;
  switch (filter.operator) {
    case 'equals':
      return isEqual(field, filter.value);
    case 'not':
      return filter.value === null ? sql`${column(field)} IS NOT NULL` : compare(field, '<>', filter.value);
    case 'lt':
      return compare(field, '<', filter.value);
    case 'lte':
      return compare(field, '<=', filter.value);
    case 'gt':
      return compare(field, '>', filter.value);
    case 'gte':
      return compare(field, '>=', filter.value);
    case 'contains':
      return isLike(field, `%${escapePattern(filter.value)}%`);
    case 'startsWith':
      return isLike(field, `${escapePattern(filter.value)}%`);
    case 'endsWith':
      return isLike(field, `%${escapePattern(filter.value)}`);
    case 'in':
      return isOneOf(field, raw('IN'), filter.values, 'FALSE');
    case 'notIn':
      return isOneOf(field, raw('NOT IN'), filter.values, 'TRUE');
  }
}

function buildBeyond({ field, descending }: OrderTerm, last: Value): Sql {
  if (last === null) return descending ? raw('FALSE') : sql`${column(field)} IS NOT NULL`;
  const operator = descending ? '<' : '>';
  const beyond = field.enumeration
    ? compareEnum(field, field.enumeration, operator, last)
    : compare(field, operator, last);
  return descending && field.nullable ? sql`(${beyond} OR ${column(field)} IS NULL)` : beyond;
}

function isEqual(field: Field, wanted: Value): Sql {
  return wanted === null ? sql`${column(field)} IS NULL` : compare(field, '=', wanted);
}

function compare(field: Field, operator: string, wanted: Exclude<Value, null>): Sql {
  return sql`${column(field)} ${raw(operator)} ${operand(field, wanted)}`;
}

/** Enums sort by the place of the value in the enum, but compare with text as text; adding 0 makes the place of it. */
function compareEnum(field: Field, { values }: Enumeration, operator: string, wanted: Value): Sql {
  const place = values.findIndex(({ name }) => name === wanted) + 1;
  return sql`${column(field)} + 0 ${raw(operator)} ${value(place)}`;
}

/** Lists are filled up to powers of two with their last value, so that the statements of any length are few. */
function isOneOf(field: Field, operator: Sql, values: readonly Exclude<Value, null>[], none: string): Sql {
  const last = values.at(-1);
  if (last === undefined) return raw(none);
  const size = 2 ** Math.ceil(Math.log2(values.length));
  const filled = [...values, ...Array.from({ length: size - values.length }, () => last)];
  return sql`${column(field)} ${operator} (${join(
    filled.map((wanted) => operand(field, wanted)),
    ', ',
  )})`;
}

function isLike(field: Field, pattern: string): Sql {
  return sql`${column(field)} LIKE ${value(pattern)} ESCAPE '!'`;
}

/** Takes their meaning from the wildcards, with an escape character that no `sql_mode` changes. */
function escapePattern(text: string): string {
  return text.replaceAll(/[!%_]/g, '!$&');
}

/** A DECIMAL compared with text would go through a double. */
function operand(field: Field, wanted: Exclude<Value, null>): Sql {
  const parameter = value(encode(field, wanted));
  return field.type === 'Decimal' ? sql`CAST(${parameter} AS DECIMAL(65, 30))` : parameter;
}

function combine(parts: readonly Sql[], separator: string, none: string): Sql {
  return parts.length === 0 ? raw(none) : sql`(${join(parts, separator)})`;
}

function column(field: Field): Sql {
  return sql`${modelTable}.${name(field.column)}`;
}
