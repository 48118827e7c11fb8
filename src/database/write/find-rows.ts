import { NotFoundError, TooComplexError } from '../../errors.ts';
import type { RowName } from '../../model/change.ts';
import { buildColumns, longFields } from '../../model/columns.ts';
import { buildKey, buildRowShape, type Filter, type Row, type Value } from '../../model/load.ts';
import type { Field, Model, Relation } from '../../model/model.ts';
import { mapSteps } from '../../std/in-steps.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { buildRowReader } from '../columns/row-reader.ts';
import { buildComparison } from '../expression/compare.ts';
import {
  buildColumn,
  buildJoinedTables,
  buildJoinTableColumn,
  buildTable,
  joinedKeys,
  type Scope,
  storedColumn,
} from '../expression/scope.ts';
import { buildWhere } from '../expression/where.ts';
import { buildStatement } from '../select/build-statement.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';
import { modelAlias } from '../statement.ts';
import { buildKeysCondition } from './keys-condition.ts';
import { isPresent, type KnownRow, toKnownRow } from './known-row.ts';
import { sortByValues } from './sort-by-values.ts';
import type { WriteContext } from './write-context.ts';

/** A lock on found rows, which they keep until the transaction ends. */
export type Lock = 'none' | 'share' | 'update';

/**
 * Builds the lock of a statement. MySQL cannot lock a table of keys, so the clause names the model's table.
 * MariaDB skips tables of keys.
 */
function buildLock(lock: Lock, { hasLateral: isMysql }: Catalog): Sql {
  if (lock === 'none') return raw('');
  if (isMysql) return raw(` FOR ${lock === 'share' ? 'SHARE' : 'UPDATE'} OF ${modelAlias}`);
  return raw(lock === 'share' ? ' LOCK IN SHARE MODE' : ' FOR UPDATE');
}

/**
 * Finds rows by their names, in one statement for each key that names use. The database compares, so texts
 * are equal by their column's collation. Rows are locked in the order of the values.
 */
export async function findNamed(
  context: Pick<WriteContext, 'catalog' | 'inSteps' | 'query'>,
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
    const asked = new Map(await context.inSteps(mapSteps(group, (name) => [idOf(name), name] as const)));
    const sorted = await context.inSteps(sortByValues([...asked.values()], ({ values }) => values));
    const keys = await context.inSteps(mapSteps(sorted, ({ values }) => buildKey(values)));
    const shape = buildRowShape({ model, by: first.fields, long: longFields(columns) });
    const statement = buildStatement(shape, columns, context.catalog).bind(keys);
    const rows = await context.query(sql`${statement}${buildLock(lock, context.catalog)}`);
    const answers = statement.align(rows);
    const note = (name: Pick<RowName, 'fields' | 'values'>, index: number): void =>
      void found.set(idOf(name), answers[index] ?? null);
    await context.inSteps(mapSteps(sorted, note));
  }
  return context.inSteps(mapSteps(names, (name) => found.get(idOf(name)) ?? undefined));
}

function idOf({ fields, values }: Pick<RowName, 'fields' | 'values'>): string {
  return JSON.stringify([fields.map(({ name }) => name), values]);
}

/**
 * Finds rows by their names.
 * @throws NotFoundError with the name and path of the first row that does not exist.
 */
export async function findAllNamed(
  context: Pick<WriteContext, 'catalog' | 'inSteps' | 'query'>,
  model: Model,
  names: readonly RowName[],
  options: { readonly fields: readonly Field[]; readonly lock: Lock },
): Promise<readonly KnownRow[]> {
  const rows = await findNamed(context, model, names, options);
  const fields = [...model.key, ...options.fields];
  const require = (name: RowName, index: number): KnownRow => {
    const row = rows[index];
    if (row === undefined) throw new NotFoundError(describeMissing(model, name));
    return toKnownRow(row, fields);
  };
  return context.inSteps(mapSteps(names, require));
}

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

/** Finds the rows that are related to a row, and locks them. */
export async function findRelated(
  context: WriteContext,
  relation: Relation,
  row: KnownRow,
  options: FindOptions,
): Promise<readonly KnownRow[]> {
  const { target, through, from, to } = relation;
  const values = from.map((field) => row.get(field) ?? null);
  if (through === undefined) return findEqual(context, target, to, values, options);
  const { own, key } = joinedKeys(relation);
  const [wanted] = values;
  if (!isPresent(wanted)) return [];
  const scope: Scope = { model: target, alias: modelAlias, catalog: context.catalog };
  const joined = buildJoinTableColumn(scope, through, through.from);
  const tables = buildJoinedTables(scope, through, key);
  return findWhere(context, { scope, tables }, options, [
    buildComparison(joined.expression, own, joined.column, '=', wanted),
  ]);
}

/** Finds the rows whose fields have these values, and locks them. NULL equals no value. */
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
 * Finds the rows that match a filter, and locks them. It matches the same rows as in a query.
 * @throws TooComplexError if there are more than may be written at once.
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
  { inSteps, query, maxRows }: WriteContext,
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
      `Argument "${path}": expected at most ${maxRows} rows of ${model.names.type} to be written at once, but more match.`,
    );
  }
  const known = [...model.key, ...fields];
  return inSteps(mapSteps(rows, (row) => toKnownRow(read(row), known)));
}

/** Builds a message such as `Argument "id": there is no User with the id "5".` */
export function describeMissing({ names }: Model, { fields, values, path }: RowName): string {
  const named = fields.map(({ name }, index) => `${name} ${JSON.stringify(values[index])}`).join(' and ');
  return `Argument "${path}": there is no ${names.type} with the ${named}.`;
}
