import type { Filter, JsonComparison, JsonPath } from '../../model/load.ts';
import type { Field } from '../../model/model.ts';
import { escapePattern } from './compare.ts';
import { buildColumn, storedColumn, type Scope } from './scope.ts';
import { raw, sql, value, type Sql } from '../sql.ts';

/**
 * Compiles a condition on a JSON column. Everything that clients see as null is NULL: NULL itself, a JSON
 * null, and a path that leads nowhere. MariaDB's functions give arbitrary results for NULL, so they are not
 * called with it.
 */
export function buildJsonCondition(filter: Filter & { kind: 'json' }, scope: Scope): Sql {
  const { operator, path } = filter;
  const json = buildJson(scope, filter.field);
  const found = path.length === 0 ? json : sql`JSON_EXTRACT(${json}, ${value(writePath(path))})`;
  const type = sql`COALESCE(JSON_TYPE(${found}), 'NULL')`;
  if (filter.value === null) return sql`${type} ${raw(operator === 'not' ? '<>' : '=')} 'NULL'`;
  const test = buildTest(found, operator, filter.value, scope);
  const tested = testedTypes[operator];
  if (tested === undefined) return sql`CASE ${type} WHEN 'NULL' THEN NULL ELSE ${test} END`;
  return sql`CASE ${type} WHEN 'NULL' THEN NULL WHEN ${raw(`'${tested}'`)} THEN ${test} ELSE FALSE END`;
}

type Operator = JsonComparison['operator'];

/** The type of values that a test applies to. For values of other types the test is false. */
const testedTypes: Readonly<Partial<Record<Operator, 'ARRAY' | 'STRING'>>> = {
  array_contains: 'ARRAY',
  string_contains: 'STRING',
  string_starts_with: 'STRING',
  string_ends_with: 'STRING',
};

function buildTest(found: Sql, operator: Operator, wanted: string, { catalog }: Pick<Scope, 'catalog'>): Sql {
  switch (operator) {
    // Numbers are equal however they are written, and objects in any order of their members.
    case 'equals':
      return catalog.hasJsonType
        ? sql`${found} = CAST(${value(wanted)} AS JSON)`
        : sql`JSON_EQUALS(${found}, ${value(wanted)})`;
    case 'not':
      return sql`(NOT (${buildTest(found, 'equals', wanted, { catalog })}))`;
    case 'array_contains':
      return sql`JSON_CONTAINS(${found}, ${value(wanted)})`;
    case 'string_contains':
      return buildTextTest(found, `%${escapePattern(wanted)}%`);
    case 'string_starts_with':
      return buildTextTest(found, `${escapePattern(wanted)}%`);
    case 'string_ends_with':
      return buildTextTest(found, `%${escapePattern(wanted)}`);
  }
}

/** Builds a test of a text. Texts within JSON have no collation, so they compare character by character. */
function buildTextTest(found: Sql, pattern: string): Sql {
  const text = sql`CONVERT(JSON_UNQUOTE(${found}) USING utf8mb4) COLLATE utf8mb4_bin`;
  return sql`${text} LIKE ${value(pattern)} ESCAPE '!'`;
}

/** Writes a path. Every name is quoted, so that it cannot contain wildcards or other operators. */
function writePath(path: JsonPath): string {
  return `$${path.map((leg) => (typeof leg === 'number' ? `[${leg}]` : `.${JSON.stringify(leg)}`)).join('')}`;
}

/** Builds the column's JSON in one spelling. Text that is not JSON becomes NULL. */
function buildJson(scope: Scope, field: Field): Sql {
  const expression = buildColumn(scope, field);
  const column = storedColumn(scope, field);
  if (!scope.catalog.hasJsonType) return unescapeJson(expression, column?.collation);
  return column === undefined || column.type === 'json'
    ? expression
    : sql`IF(JSON_VALID(${expression}), CAST(${expression} AS JSON), NULL)`;
}

/**
 * Rewrites JSON without needless escapes. MariaDB compares texts and names within JSON as they are spelt,
 * and many programs write `\u00e9` and `\/` for `é` and `/`. JSON with a backslash is made a JSON text, in
 * which only necessary escapes remain, and then unquoted. Parameters keep backslashes under any `sql_mode`.
 */
function unescapeJson(expression: Sql, collation: string | undefined): Sql {
  const text =
    collation === 'utf8mb4_bin' ? expression : sql`CONVERT(${expression} USING utf8mb4) COLLATE utf8mb4_bin`;
  const kept = keptEscapes.reduce(
    (json, [pattern, spelt]) => sql`REGEXP_REPLACE(${json}, ${value(pattern)}, ${value(spelt)})`,
    sql`JSON_COMPACT(${text})`,
  );
  const quoted = sql`CONCAT('"', REPLACE(${kept}, '"', ${value('\\"')}), '"')`;
  return sql`IF(LOCATE(${value('\\')}, ${text}) = 0, ${text}, JSON_UNQUOTE(${quoted}))`;
}

/** Rewrites the escapes that JSON cannot do without to one spelling, and doubles their backslashes. */
const keptEscapes = [
  [String.raw`(?<!\\)((?:\\\\)*)\\u0022`, String.raw`\1\\"`],
  [String.raw`(?<!\\)((?:\\\\)*)\\u005[cC]`, String.raw`\1\\\\`],
  [String.raw`\\(?:(\\)|(["bfnrt]|u00[01]))`, String.raw`\\\\\1\1\2`],
] as const;
