import { TooComplexError } from '../../errors.ts';
import { buildColumns } from '../../model/columns.ts';
import { buildKey, type Filter } from '../../model/load.ts';
import type { Field } from '../../model/model.ts';
import { mapSteps } from '../../std/in-steps.ts';
import { findUniqueIndex } from '../catalog/table-index.ts';
import { buildRowReader, type RowReader } from '../columns/row-reader.ts';
import { hintIndex, type Scope } from '../expression/scope.ts';
import { buildWhere } from '../expression/where.ts';
import { bindKeys, buildKeyCondition, buildKeyTable } from '../keys/key-table.ts';
import { buildKeyedTables } from '../keys/keyed-tables.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';
import { buildKeysCondition, keysPerStatement } from './keys-condition.ts';
import { keyValues, type KnownRow, toKnownRow } from './known-row.ts';
import { buildLock } from './row-lock.ts';
import { sortByValues } from './sort-by-values.ts';
import type { WriteContext } from './write-context.ts';

/** The options of a search for rows. */
export interface FindOptions {
  /** The fields to read, besides those of the key. */
  readonly fields: readonly Field[];
  readonly filter?: Filter | undefined;
  /** The only rows that may be found. */
  readonly among?: readonly KnownRow[] | undefined;
  /** The path in the arguments, for errors. */
  readonly path: string;
}

/** The tables of a search for rows. */
export interface SearchedTables {
  readonly scope: Scope;
  readonly tables: Sql;
  /** True if a join table links the rows to another one. */
  readonly isLinked: boolean;
}

/**
 * Finds the rows that meet all conditions and the filter, and locks them. A statement that locks would
 * lock every row that it reads. So with a filter, the keys are read without a lock first. Then the rows are
 * locked by their keys, if they still match.
 * @throws TooComplexError if there are more than may be written at once.
 */
export async function findMatching(
  context: WriteContext,
  searched: SearchedTables,
  options: FindOptions,
  conditions: readonly Sql[],
): Promise<readonly KnownRow[]> {
  const { fields, filter, among } = options;
  const { scope, isLinked } = searched;
  const { model } = scope;
  if (among?.length === 0) return [];
  const all = among ? [...conditions, buildKeysCondition(model.key, among, scope)] : conditions;
  if (isLinked || (filter === undefined && all.length > 0))
    return readRows(context, searched, options, all, raw(' FOR UPDATE'));
  const keys = await readRows(context, searched, { ...options, fields: [] }, all, raw(''));
  return lockRows(context, keys, scope, { fields, filter, conditions: all });
}

async function readRows(
  { inSteps, query, maxRows }: WriteContext,
  { scope, tables }: SearchedTables,
  { fields, filter, path }: FindOptions,
  conditions: readonly Sql[],
  lock: Sql,
): Promise<readonly KnownRow[]> {
  const { model } = scope;
  const { columns, read } = readFields(scope, fields);
  const all = filter ? [...conditions, buildWhere(filter, scope)] : conditions;
  const rows = await query(
    sql`SELECT ${join(columns, ', ')} FROM ${tables}${combine(all)} LIMIT ${value(maxRows + 1)}${lock}`,
  );
  if (rows.length > maxRows) {
    throw new TooComplexError(
      `Argument "${path}": expected at most ${maxRows} rows of ${model.names.type} to be written at once, but more match.`,
    );
  }
  const known = [...model.key, ...fields];
  return inSteps(mapSteps(rows, (row) => toKnownRow(read(row), known)));
}

interface LockOptions extends Pick<FindOptions, 'fields' | 'filter'> {
  readonly conditions: readonly Sql[];
}

/** Locks rows in the order of their keys, and returns those that still match. */
async function lockRows(
  { inSteps, query, catalog }: WriteContext,
  rows: readonly KnownRow[],
  scope: Scope,
  { fields, filter, conditions }: LockOptions,
): Promise<readonly KnownRow[]> {
  const { model, alias } = scope;
  const { columns, read } = readFields(scope, fields);
  // With another index, rows that only meet the filter could be read and locked.
  const key = model.key.map(({ column }) => column);
  const hint = hintIndex(findUniqueIndex(catalog.indexes(model.table), key)?.name);
  const keyed = buildKeyedTables({ model, by: model.key }, catalog, alias, hint);
  const { tables, keys } = keyed;
  const all = filter ? [...conditions, buildWhere(filter, { ...scope, pageRows: rows.length })] : conditions;
  const statement = sql`SELECT ${join(columns, ', ')} FROM ${buildKeyTable(keyed)} STRAIGHT_JOIN ${tables} ON ${buildKeyCondition(keys)}${combine(all)}${buildLock('update', catalog)}`;
  const sorted = await inSteps(sortByValues(rows, (row) => keyValues(model, row)));
  const known = [...model.key, ...fields];
  const locked: KnownRow[] = [];
  for (let at = 0; at < sorted.length; at += keysPerStatement) {
    const portion = sorted.slice(at, at + keysPerStatement).map((row) => buildKey(keyValues(model, row)));
    const found = await query(bindKeys(statement, keyed, portion));
    locked.push(...(await inSteps(mapSteps(found, (row) => toKnownRow(read(row), known)))));
  }
  return locked;
}

function readFields(scope: Scope, fields: readonly Field[]): RowReader {
  return buildRowReader(scope, buildColumns(scope.model, new Set([...scope.model.key, ...fields])));
}

function combine(conditions: readonly Sql[]): Sql {
  return conditions.length > 0 ? sql` WHERE ${join(conditions, ' AND ')}` : raw('');
}
