import { passShape } from '../../src/rules/scope-shape.ts';
import type { Connection } from 'mariadb';
import type { Database } from '../../src/database/open-database.ts';
import { buildRowShape, buildRowsShape } from '../../src/model/build-shape.ts';
import {
  buildKey,
  emptyKey,
  type Filter,
  type Key,
  type OrderTerm,
  type Row,
  type Value,
} from '../../src/model/load.ts';
import type { Enumeration, Field, Model } from '../../src/model/model.ts';
import { columnsOf } from './loaders.ts';
import { fieldOf, id, modelDocument, modelOf, readModels, scalar } from './models.ts';

/** A column `v` of some type, beside an `id` that counts from 1 in the order of the values. */
export interface OneColumnTable {
  readonly model: Model;
  readonly id: Field;
  readonly v: Field;
}

/** How the Prisma schema and the database each declare the column. */
export interface ColumnDeclaration {
  /** Prisma's type. */
  readonly type: string;
  /** Prisma's native type, without its `@db.`. */
  readonly native?: readonly [name: string, parameters: readonly string[]];
  readonly values?: Enumeration['values'];
  /** The column in SQL. */
  readonly column: string;
  /** The values as SQL text, which may be of any kind. */
  readonly stored: readonly string[];
}

let tables = 0;

/** Makes the table, indexed by its column, with a row for each of the values. */
export async function createOneColumnTable(
  connection: Connection,
  { type, native, values, column, stored }: ColumnDeclaration,
): Promise<OneColumnTable> {
  const table = `one_column_${(tables += 1)}`;
  const more = { isRequired: false, nativeType: native ?? null };
  const v = values ? { ...scalar('v', type, more), kind: 'enum' } : scalar('v', type, more);
  const enums = values
    ? [{ name: type, values: values.map(({ name, stored }) => ({ name, dbName: stored })) }]
    : [];
  const model = modelOf(readModels([modelDocument(table, [id, v])], enums), table);
  const prefix = /TEXT|BLOB/.test(column) ? '(20)' : '';
  await connection.query(`CREATE TABLE ${table} (id INT PRIMARY KEY, v ${column}, KEY (v${prefix}))`);
  const rows = stored.map((value, index) => `(${index + 1}, ${value})`);
  if (rows.length > 0) await connection.query(`INSERT INTO ${table} VALUES ${rows.join(', ')}`);
  return { model, id: fieldOf(model, 'id'), v: fieldOf(model, 'v') };
}

/** The values of all rows, in wire form. */
export async function readValues({ model, id, v }: OneColumnTable, database: Database): Promise<unknown[]> {
  const shape = buildRowsShape({ ...page(model, id), by: [], long: v.long ? [v] : [] });
  return (await selectRows(database, shape, [emptyKey])).flat().map((row) => row['v']);
}

/** The ids of the rows that each of the values finds, all in one batch. */
export async function findByKeys(
  { model, id, v }: OneColumnTable,
  database: Database,
  values: readonly Exclude<Value, null>[],
): Promise<number[][]> {
  const shape = buildRowsShape({ ...page(model, id), by: [v] });
  const pages = await selectRows(
    database,
    shape,
    values.map((value) => buildKey([value])),
  );
  return pages.map((rows) => rows.map(idOf));
}

/** The ids of the rows that a filter leaves. */
export async function findByFilter(
  { model, id }: OneColumnTable,
  database: Database,
  where: Filter,
): Promise<number[]> {
  const shape = buildRowsShape({ ...page(model, id), by: [], where });
  return (await selectRows(database, shape, [emptyKey])).flat().map(idOf);
}

/** The ids of the rows after the place that a value and an id name, as a cursor would, in the order of both. */
export async function findAfter(
  { model, id, v }: OneColumnTable,
  database: Database,
  after: readonly Value[],
  descending: boolean,
): Promise<number[]> {
  const orderBy = [byField(v, descending), byField(id, false)];
  const shape = buildRowsShape({ ...page(model, id), by: [], orderBy, after });
  return (await selectRows(database, shape, [emptyKey])).flat().map(idOf);
}

/** The row that one lookup answers for each of the values, by the column as if it were unique. */
export async function lookUp(
  { model, v }: OneColumnTable,
  database: Database,
  values: readonly Exclude<Value, null>[],
): Promise<(number | null)[]> {
  const shape = buildRowShape({ model, by: [v], long: [] });
  const keys = values.map((value) => buildKey([value]));
  const { answers } = await database.select(
    passShape(shape),
    () => ({ keys, columns: columnsOf(shape) }),
    new AbortController().signal,
  );
  return answers.map((row) => row && idOf(row));
}

function page(model: Model, id: Field): Omit<Parameters<typeof buildRowsShape>[0], 'by'> {
  return {
    model,
    where: undefined,
    orderBy: [byField(id, false)],
    limit: 1_000,
    backward: false,
    after: undefined,
    before: undefined,
    long: [],
  };
}

function byField(field: Field, descending: boolean): OrderTerm {
  return { kind: 'field', field, path: [], descending };
}

async function selectRows(
  database: Database,
  shape: ReturnType<typeof buildRowsShape>,
  keys: readonly Key[],
): Promise<readonly (readonly Row[])[]> {
  const { answers } = await database.select(
    passShape(shape),
    () => ({ keys, columns: columnsOf(shape) }),
    new AbortController().signal,
  );
  return answers;
}

function idOf(row: Row): number {
  return Number(row['id']);
}
