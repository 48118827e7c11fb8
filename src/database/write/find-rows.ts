import { NotFoundError } from '../../errors.ts';
import type { RowName } from '../../model/change.ts';
import { buildColumns, longFields } from '../../model/columns.ts';
import { buildRowShape } from '../../model/build-shape.ts';
import { buildKey, type Row, type Value } from '../../model/load.ts';
import type { Field, Model, Relation } from '../../model/model.ts';
import type { PresentValue } from '../../model/read-value.ts';
import { mapSteps } from '../../std/in-steps.ts';
import { buildComparison, buildOneOf } from '../expression/compare.ts';
import {
  buildColumn,
  buildJoinedTables,
  buildJoinTableColumn,
  buildTable,
  joinedKeys,
  type Scope,
  storedColumn,
} from '../expression/scope.ts';
import { buildStatement } from '../select/build-statement.ts';
import { sql } from '../sql.ts';
import { modelAlias } from '../statement.ts';
import { type FindOptions, findMatching } from './find-matching.ts';
import { isPresent, type KnownRow, toKnownRow } from './known-row.ts';
import { buildLock, type Lock } from './row-lock.ts';
import { sortByValues } from './sort-by-values.ts';
import type { WriteContext } from './write-context.ts';

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
  return findMatching(context, { scope, tables, isLinked: true }, options, [
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
  return findMatching(context, { scope, tables: buildTable(scope), isLinked: false }, options, conditions);
}

/** Finds the rows with any of these values in a field, and locks them. */
export function findAnyOf(
  context: WriteContext,
  model: Model,
  field: Field,
  values: readonly PresentValue[],
  options: FindOptions,
): Promise<readonly KnownRow[]> {
  const scope: Scope = { model, alias: modelAlias, catalog: context.catalog };
  const isOneOf = buildOneOf(buildColumn(scope, field), field, storedColumn(scope, field), 'IN', values);
  return findMatching(context, { scope, tables: buildTable(scope), isLinked: false }, options, [isOneOf]);
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
  return findMatching(context, { scope, tables: buildTable(scope), isLinked: false }, options, []);
}

/** Builds a message such as `Argument "id": there is no User with the id "5".` */
export function describeMissing({ names }: Model, { fields, values, path }: RowName): string {
  const named = fields.map(({ name }, index) => `${name} ${JSON.stringify(values[index])}`).join(' and ');
  return `Argument "${path}": there is no ${names.type} with the ${named}.`;
}
