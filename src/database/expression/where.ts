import { InternalError } from '../../errors.ts';
import type { Crossing, Filter, ViewerComparison } from '../../model/load.ts';
import type { Relation } from '../../model/model.ts';
import { buildComparison, buildLike, buildOneOf, escapePattern, fillUp } from './compare.ts';
import { buildJsonCondition } from './json-condition.ts';
import { enforces } from '../catalog/read-foreign-keys.ts';
import { isAskedPerRow, isFoundPerRow } from './is-asked-per-row.ts';
import { buildColumn, buildRelated, storedColumn, type Scope } from './scope.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';

/**
 * The maximum number of conditions on related rows that the servers may turn into joins. With many more,
 * they would search for the best join order for seconds.
 */
const joinableMax = 4;

type RelationFilter = Filter & { readonly kind: 'some' | 'none' };

/** Compiles a filter on the rows of a table to a condition, with SQL's own rules for NULL. */
export function buildWhere(filter: Filter, scope: Scope): Sql {
  return buildCondition(filter, { ...scope, isCrowded: countRelations(filter, scope) > joinableMax });
}

/** Counts the subqueries of a condition for other rows. */
export function countRelations(filter: Filter, scope: Pick<Scope, 'model' | 'catalog'>): number {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.reduce((count, part) => count + countRelations(part, scope), 0);
    case 'not':
    case 'unmet':
      return countRelations(filter.filter, scope);
    case 'some':
    case 'none': {
      const { filter: inner, own } = filter;
      if (inner === undefined && own === undefined) return isReference(filter, scope) ? 0 : 1;
      return 1 + countCrossing(filter, scope);
    }
    case 'count':
      return 1 + countCrossing(filter, scope);
    case 'json':
    case 'compare':
    case 'viewer':
    case 'readable':
      return 0;
  }
}

function countCrossing(
  { relation, own, filter }: Filter & { kind: 'some' | 'none' | 'count' },
  scope: Pick<Scope, 'model' | 'catalog'>,
): number {
  const within = filter ? countRelations(filter, { ...scope, model: relation.target }) : 0;
  return within + (own ? countRelations(own, scope) : 0);
}

function buildCondition(filter: Filter, scope: Scope): Sql {
  switch (filter.kind) {
    case 'and':
      return combine(filter.filters, scope, ' AND ', 'TRUE');
    case 'or':
      return combine(filter.filters, scope, ' OR ', 'FALSE');
    case 'not':
      return buildNegation(filter.filter, scope);
    case 'unmet':
      return sql`((${buildCondition(filter.filter, scope)}) IS NOT TRUE)`;
    case 'some':
    case 'none':
      return buildQuantifier(filter, scope);
    case 'count':
      return buildCount(filter, scope);
    case 'json':
      return buildJsonCondition(filter, scope);
    case 'compare':
      return buildLeaf(filter, scope);
    case 'viewer':
      return buildViewerLeaf(filter, scope);
    case 'readable':
      throw new InternalError('Expected the rules to be applied to a condition.');
  }
}

/** Builds the conditions under which a relation leads from a row of `outer` to one of `scope`. */
export function buildCrossing(
  { own, filter }: Crossing,
  { scope, condition }: { readonly scope: Scope; readonly condition: Sql },
  outer: Scope,
): Sql {
  const conditions = [
    condition,
    ...(own ? [buildCondition(own, { ...outer, isWithin: true })] : []),
    ...(filter ? [buildCondition(filter, { ...scope, isWithin: true })] : []),
  ];
  return join(conditions, ' AND ');
}

/**
 * Builds a condition on related rows. It is a subquery and not a join, so that a row appears once whatever
 * its number of related rows.
 */
function buildQuantifier(filter: RelationFilter, outer: Scope): Sql {
  const { kind, relation } = filter;
  if (isReference(filter, outer)) return buildReference(kind, relation, outer);
  const { tables, joins, on, conditions } = joinChain(filter, outer, joinableMax);
  // For a nested condition, MySQL would build a table of all rows that meet it, and rebuild it for every
  // row.
  const hint = raw(outer.isWithin ? '/*+ NO_SEMIJOIN(MATERIALIZATION) */ ' : '');
  const exists = sql`EXISTS (SELECT ${hint}1 FROM ${tables}${joins} WHERE ${join([on, ...conditions], ' AND ')})`;
  // Compared with a number, it is evaluated for each row and not joined.
  const isFound = isFoundPerRow(relation, outer);
  if (kind === 'none')
    return isFound && outer.pageRows !== undefined ? sql`(${exists}) = 0` : sql`(NOT ${exists})`;
  const isAsked =
    outer.isCrowded || (isFound && !outer.isWithin && isAskedPerRow({ relation, filter }, outer));
  return isAsked ? sql`(${exists}) = 1` : exists;
}

/** The joined tables of a chain of relations. */
interface JoinedChain {
  /** The tables of the first relation, and the condition that joins them to the outer row. */
  readonly tables: Sql;
  readonly on: Sql;
  /** The joins of the tables of further relations. */
  readonly joins: Sql;
  readonly conditions: readonly Sql[];
}

/**
 * Joins the tables of conditions within conditions, as long as each has one on related rows. So a server may
 * begin with the most selective table of them. MariaDB would begin with the first one of nested subqueries.
 * Several conditions on related rows of one table remain subqueries, because their rows would multiply.
 */
function joinChain(
  { relation, filter, own }: Pick<RelationFilter, 'relation' | 'filter' | 'own'>,
  outer: Scope,
  tablesMax: number,
): JoinedChain {
  const { scope, tables, condition: on } = buildRelated(outer, relation, `${outer.alias}r`);
  const within: Scope = { ...scope, isWithin: true };
  const given = own === undefined ? [] : [buildCondition(own, { ...outer, isWithin: true })];
  const parts = filter === undefined ? [] : listParts(filter);
  const [next, ...further] = parts.filter((part) => part.kind === 'some' && !isReference(part, within));
  if (next?.kind !== 'some' || further.length > 0 || tablesMax === 1) {
    const conditions = filter === undefined ? given : [...given, buildCondition(filter, within)];
    return { tables, on, joins: raw(''), conditions };
  }
  const chain = joinChain(next, within, tablesMax - 1);
  const besides = parts.filter((part) => part !== next).map((part) => buildCondition(part, within));
  const joined = next.relation.through ? sql`(${chain.tables})` : chain.tables;
  return {
    tables,
    on,
    joins: sql` JOIN ${joined} ON ${chain.on}${chain.joins}`,
    conditions: [...given, ...besides, ...chain.conditions],
  };
}

/** Lists the parts of a filter that must all be met. */
function listParts(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' ? filter.filters.flatMap(listParts) : [filter];
}

/**
 * Counts the related rows of each row by itself. Lists are filled up to a power of two, so that there are
 * few texts.
 */
function buildCount(filter: Filter & { kind: 'count' }, outer: Scope): Sql {
  const related = buildRelated(outer, filter.relation, `${outer.alias}n`);
  const count = sql`(SELECT COUNT(*) FROM ${related.tables} WHERE ${buildCrossing(filter, related, outer)})`;
  if (!('values' in filter)) return sql`${count} ${raw(operators[filter.operator])} ${value(filter.value)}`;
  const isIn = filter.operator === 'in';
  if (filter.values.length === 0) return raw(isIn ? 'FALSE' : 'TRUE');
  return sql`${count} ${raw(isIn ? 'IN' : 'NOT IN')} (${join(fillUp(filter.values).map(value), ', ')})`;
}

/**
 * Returns true if every row meets the condition and the database enforces the reference. Then a reference
 * without NULL refers to an existing row, and its own columns decide.
 */
function isReference(
  { relation, filter, own }: Pick<RelationFilter, 'relation' | 'filter' | 'own'>,
  { model, catalog }: Pick<Scope, 'model' | 'catalog'>,
): boolean {
  const isEnforced = (): boolean => catalog.foreignKeys(model.table).some((key) => enforces(key, relation));
  return filter === undefined && own === undefined && relation.refers && isEnforced();
}

/**
 * Builds a condition on a reference by its own columns alone: with NULL in any of them it refers to no row.
 */
function buildReference(kind: 'some' | 'none', { from }: Relation, scope: Scope): Sql {
  const [test, separator] = kind === 'none' ? ['IS NULL', ' OR '] : ['IS NOT NULL', ' AND '];
  const tests = from.map((field) => sql`${buildColumn(scope, field)} ${raw(test)}`);
  const condition = join(tests, separator);
  return tests.length === 1 ? condition : sql`(${condition})`;
}

function buildLeaf(filter: Filter & { kind: 'compare' }, scope: Scope): Sql {
  const { field } = filter;
  const expression = buildColumn(scope, field);
  const column = storedColumn(scope, field);
  switch (filter.operator) {
    case 'equals':
    case 'not':
      if (filter.value === null)
        return sql`${expression} IS ${raw(filter.operator === 'not' ? 'NOT NULL' : 'NULL')}`;
      return buildComparison(expression, field, column, operators[filter.operator], filter.value);
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return buildComparison(expression, field, column, operators[filter.operator], filter.value);
    case 'contains':
      return buildLike(expression, column, `%${escapePattern(filter.value)}%`);
    case 'startsWith':
      return buildLike(expression, column, `${escapePattern(filter.value)}%`);
    case 'endsWith':
      return buildLike(expression, column, `%${escapePattern(filter.value)}`);
    case 'in':
      return buildOneOf(expression, field, column, 'IN', filter.values);
    case 'notIn':
      return buildOneOf(expression, field, column, 'NOT IN', filter.values);
  }
}

/**
 * Compares a column with a value of the viewer, which is NULL if the column cannot hold it. Such a value
 * equals nothing and differs from everything.
 */
function buildViewerLeaf({ field, operator, name, excludes }: ViewerComparison, scope: Scope): Sql {
  const compared = buildColumn(scope, field);
  if (scope.viewer === undefined || operator === 'in' || operator === 'notIn')
    throw new InternalError(`Expected the value ${name} of the viewer.`);
  const wanted = scope.viewer(scope.model, field, name);
  const comparison = sql`${compared} ${raw(operators[operator])} ${wanted}`;
  if (operator === 'equals') return comparison;
  if (operator === 'not') return sql`(${comparison} OR (${wanted} IS NULL AND ${compared} IS NOT NULL))`;
  return excludes === true ? sql`(${comparison} OR ${wanted} IS NULL)` : comparison;
}

const operators = { equals: '=', not: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Negates a condition. Those on related rows are never unknown, so each is the opposite of another. */
function buildNegation(filter: Filter, scope: Scope): Sql {
  if (filter.kind !== 'some' && filter.kind !== 'none') return negate(buildCondition(filter, scope));
  return buildQuantifier({ ...filter, kind: filter.kind === 'some' ? 'none' : 'some' }, scope);
}

/**
 * Negates a condition. The inner parentheses keep HIGH_NOT_PRECEDENCE from applying NOT to the first operand
 * only.
 */
function negate(condition: Sql): Sql {
  return sql`(NOT (${condition}))`;
}

function combine(filters: readonly Filter[], scope: Scope, separator: string, none: string): Sql {
  if (filters.length === 0) return raw(none);
  const parts = filters.map((filter) => buildCondition(filter, scope));
  return sql`(${join(parts, separator)})`;
}
