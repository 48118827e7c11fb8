import { NotFoundError, TooComplexError } from '../../errors.ts';
import type { RowName } from '../../model/change.ts';
import { buildColumns, longFields } from '../../model/columns.ts';
import { buildKey, buildRowShape, type Filter, type Row, type Value } from '../../model/load.ts';
import type { Field, Model, Relation } from '../../model/model.ts';
import type { PresentValue } from '../../model/read-value.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { buildRowReader } from '../columns/row-reader.ts';
import { buildComparison } from '../expression/compare.ts';
import {
  buildBetween,
  buildBetweenColumn,
  buildColumn,
  buildComparedColumn,
  buildTable,
  compareColumns,
  type Scope,
  storedColumn,
} from '../expression/scope.ts';
import { buildWhere } from '../expression/where.ts';
import { buildStatement } from '../select/build-statement.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';
import { modelAlias } from '../statement.ts';
import { buildKeysCondition } from './keys-condition.ts';
import type { KnownRow, WriteContext } from './write-context.ts';

/** How rows that are found are held until the transaction ends; a plain read holds nothing. */
export type Lock = 'none' | 'share' | 'update';

/** MySQL locks no table of keys, so it is told which table is meant; MariaDB passes tables of keys over. */
function buildLock(lock: Lock, { hasLateral: isMysql }: Catalog): Sql {
  if (lock === 'none') return raw('');
  if (isMysql) return raw(` FOR ${lock === 'share' ? 'SHARE' : 'UPDATE'} OF ${modelAlias}`);
  return raw(lock === 'share' ? ' LOCK IN SHARE MODE' : ' FOR UPDATE');
}

/**
 * Finds rows by their names, in one statement for each key that they are named by; the database compares, so that texts
 * equal each other as their column has it. Rows are held in the order of their names' values.
 */
export async function findNamed(
  context: Pick<WriteContext, 'catalog' | 'query'>,
  model: Model,
  names: readonly Pick<RowName, 'fields' | 'values'>[],
  { fields, lock }: { readonly fields: readonly Field[]; readonly lock: Lock },
): Promise<readonly (Row | undefined)[]> {
  const columns = buildColumns(model, new Set([...model.key, ...fields]));
  const found = new Map<string, Row | null>();
  const groups = Map.groupBy(names, (name) => name.fields.map((field) => field.name).join(' '));
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const asked = new Map(group.map((name) => [idOf(name), name]));
    const sorted = [...asked.values()].toSorted((one, other) => compareValues(one.values, other.values));
    const keys = sorted.map(({ values }) => buildKey(values));
    const shape = buildRowShape({ model, by: first.fields, long: longFields(columns) });
    const statement = buildStatement(shape, columns, context.catalog).bind(keys);
    const rows = await context.query(sql`${statement}${buildLock(lock, context.catalog)}`);
    for (const [index, row] of statement.align(rows).entries()) {
      const name = sorted[index];
      if (name) found.set(idOf(name), row);
    }
  }
  return names.map((name) => found.get(idOf(name)) ?? undefined);
}

function idOf({ fields, values }: Pick<RowName, 'fields' | 'values'>): string {
  return JSON.stringify([fields.map(({ name }) => name), values]);
}

/**
 * Finds rows by their names, all of them.
 * @throws NotFoundError naming the first that is not there, and its path.
 */
export async function findAllNamed(
  context: Pick<WriteContext, 'catalog' | 'query'>,
  model: Model,
  names: readonly RowName[],
  options: { readonly fields: readonly Field[]; readonly lock: Lock },
): Promise<readonly KnownRow[]> {
  const rows = await findNamed(context, model, names, options);
  return names.map((name, index) => {
    const row = rows[index];
    if (row === undefined) throw new NotFoundError(describeMissing(model, name));
    return toKnownRow(row, [...model.key, ...options.fields]);
  });
}

/** Which rows are found, besides by what they are related to. */
export interface FindOptions {
  /** The fields that are read, besides those of the key. */
  readonly fields: readonly Field[];
  readonly filter?: Filter | undefined;
  /** None but these. */
  readonly among?: readonly KnownRow[] | undefined;
  /** Where the rows are asked for. */
  readonly path: string;
}

/** Finds the rows that a relation leads to from a row, and holds them. */
export async function findRelated(
  context: WriteContext,
  relation: Relation,
  row: KnownRow,
  options: FindOptions,
): Promise<readonly KnownRow[]> {
  const { target, through, from, to } = relation;
  const values = from.map((field) => row.get(field) ?? null);
  if (through === undefined) return findEqual(context, target, to, values, options);
  const [ownKey, key] = [from[0], to[0]];
  const [wanted] = values;
  if (ownKey === undefined || key === undefined || !isPresent(wanted)) return [];
  const scope: Scope = { model: target, alias: modelAlias, catalog: context.catalog };
  const between = buildBetweenColumn(scope, through, through.from);
  const isTarget = compareColumns(
    buildComparedColumn(scope, key),
    buildBetweenColumn(scope, through, through.to),
  );
  const tables = sql`${buildBetween(scope, through)} JOIN ${buildTable(scope)} ON ${isTarget}`;
  return findWhere(context, { scope, tables }, options, [
    buildComparison(between.expression, ownKey, between.column, '=', wanted),
  ]);
}

/** Finds the rows whose fields have these values, and holds them; NULL equals nothing. */
export async function findEqual(
  context: WriteContext,
  model: Model,
  fields: readonly Field[],
  values: readonly Value[],
  options: FindOptions,
): Promise<readonly KnownRow[]> {
  const scope: Scope = { model, alias: modelAlias, catalog: context.catalog };
  if (!values.every(isPresent)) return [];
  const conditions = fields.map((field, index) =>
    buildComparison(buildColumn(scope, field), field, storedColumn(scope, field), '=', values[index] ?? ''),
  );
  return findWhere(context, { scope, tables: buildTable(scope) }, options, conditions);
}

/**
 * Finds the rows that meet a filter, as any list would, and holds them.
 * @throws TooComplexError for more than may be written at once.
 */
export function findFiltered(
  context: WriteContext,
  model: Model,
  options: FindOptions,
): Promise<readonly KnownRow[]> {
  const scope: Scope = { model, alias: modelAlias, catalog: context.catalog };
  return findWhere(context, { scope, tables: buildTable(scope) }, options, []);
}

async function findWhere(
  { query, maxRows }: WriteContext,
  { scope, tables }: { readonly scope: Scope; readonly tables: Sql },
  { fields, filter, among, path }: FindOptions,
  conditions: readonly Sql[],
): Promise<readonly KnownRow[]> {
  if (among?.length === 0) return [];
  const { model } = scope;
  const { columns, read } = buildRowReader(scope, buildColumns(model, new Set([...model.key, ...fields])));
  const all = [
    ...conditions,
    ...(filter ? [buildWhere(filter, scope)] : []),
    ...(among ? [buildKeysCondition(model.key, among, scope)] : []),
  ];
  const where = all.length > 0 ? sql` WHERE ${join(all, ' AND ')}` : sql``;
  const rows = await query(
    sql`SELECT ${join(columns, ', ')} FROM ${tables}${where} LIMIT ${value(maxRows + 1)} FOR UPDATE`,
  );
  if (rows.length > maxRows) {
    throw new TooComplexError(
      `Argument "${path}": expected at most ${maxRows} rows of ${model.names.type} to be written at once, but more meet it.`,
    );
  }
  return rows.map((row) => toKnownRow(read(row), [...model.key, ...fields]));
}

/** Takes fields out of a row that was read. @throws BadDataError where one cannot be told. */
export function toKnownRow(row: Row, fields: readonly Field[]): KnownRow {
  return new Map(fields.map((field) => [field, readKnown(row, field)]));
}

function readKnown(row: Row, field: Field): Value {
  const stored = row[field.name];
  if (stored instanceof Error) throw stored;
  if (stored === null || typeof stored === 'string' || typeof stored === 'number') return stored;
  if (typeof stored === 'boolean') return stored;
  throw new Error(`Expected a value of ${field.name}, but got ${typeof stored}.`);
}

/** Whether a value is there and not NULL. */
export function isPresent(given: Value | undefined): given is PresentValue {
  return given !== null && given !== undefined;
}

/** Orders keys, numbers by their size: rows are held in one order, so that two transactions do not wait for each other. */
export function compareValues(one: readonly Value[], other: readonly Value[]): number {
  for (const [index, value] of one.entries()) {
    const [left, right] = [String(value), String(other[index])];
    if (left === right) continue;
    const [first, second] = [Number(left), Number(right)];
    if (first < second || first > second) return first - second;
    return left < right ? -1 : 1;
  }
  return 0;
}

/** `Argument "id": there is no User with the id "5".` */
export function describeMissing({ names }: Model, { fields, values, path }: RowName): string {
  const named = fields.map(({ name }, index) => `${name} ${JSON.stringify(values[index])}`).join(' and ');
  return `Argument "${path}": there is no ${names.type} with the ${named}.`;
}
