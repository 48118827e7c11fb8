import type { Value } from '../../model/load.ts';
import type { Field, JoinTable, Model } from '../../model/model.ts';
import { mapSteps, type Steps } from '../../std/in-steps.ts';
import { join, name, raw, sql, type Sql } from '../sql.ts';
import type { KnownRow } from './known-row.ts';
import { buildStored } from './operand.ts';
import { sortByValues } from './sort-by-values.ts';
import type { Subject, WriteContext } from './write-context.ts';

/** The limits of one INSERT, unless a single row exceeds them. Any server accepts as much. */
export const insertMost = { parameters: 60_000, bytes: 400_000 };

/**
 * Inserts rows in as few statements as possible, and returns them, with their generated numbers if
 * `isNumbered`. Fields without a value get the default of their column.
 */
export async function insertRows(
  context: WriteContext,
  model: Model,
  rows: readonly KnownRow[],
  subject: Subject,
  { isNumbered }: { readonly isNumbered: boolean },
): Promise<readonly KnownRow[]> {
  const given = await context.inSteps(collectFields(rows));
  const hidden = model.defaults.map(({ field }) => field).filter((field) => !model.fields.includes(field));
  const fields = [...model.fields, ...hidden].filter((field) => given.has(field));
  const number = isNumbered ? model.key.find((field) => field.isGenerated && !given.has(field)) : undefined;
  const inserted: KnownRow[] = [];
  while (inserted.length < rows.length) {
    const values = await context.inSteps(buildValues(fields, rows, inserted.length));
    const some = rows.slice(inserted.length, inserted.length + values.length);
    const columns = join(
      fields.map((field) => name(field.column)),
      ',',
    );
    const statement = sql`INSERT INTO ${name(model.table)} (${columns}) VALUES ${join(values, ', ')}`;
    const { insertId } = await context.run(statement, subject);
    if (number === undefined) inserted.push(...some);
    else inserted.push(...(await numberRows(context, some, number, BigInt(insertId))));
  }
  return inserted;
}

function* collectFields(rows: readonly KnownRow[]): Steps<ReadonlySet<Field>> {
  const fields = new Set<Field>();
  for (const row of rows) {
    for (const field of row.keys()) fields.add(field);
    yield;
  }
  return fields;
}

/** Builds the values of as many rows as one statement may have, from the row `start` on. */
function* buildValues(
  fields: readonly Field[],
  rows: readonly KnownRow[],
  start: number,
): Steps<readonly Sql[]> {
  const most = Math.max(1, Math.floor(insertMost.parameters / Math.max(1, fields.length)));
  const values: Sql[] = [];
  let bytes = 0;
  for (const row of rows.slice(start, start + most)) {
    bytes += measure(row);
    if (values.length > 0 && bytes > insertMost.bytes) break;
    values.push(sql`(${join(buildCells(fields, row), ',')})`);
    yield;
  }
  return values;
}

function buildCells(fields: readonly Field[], row: KnownRow): readonly Sql[] {
  return fields.map((field) => {
    const stored = row.get(field);
    return stored === undefined ? raw('DEFAULT') : buildStored(field, stored);
  });
}

/**
 * Adds the generated numbers to rows. They are consecutive in every lock mode, since the statement states
 * the number of its rows.
 */
async function numberRows(
  { inSteps, readIncrement }: WriteContext,
  rows: readonly KnownRow[],
  field: Field,
  first: bigint,
): Promise<readonly KnownRow[]> {
  const increment = rows.length > 1 ? await readIncrement() : 1n;
  const isText = field.isId || field.type === 'BigInt';
  const addNumber = (row: KnownRow, index: number): KnownRow => {
    const number = String(first + BigInt(index) * increment);
    return new Map(row).set(field, isText ? number : Number(number));
  };
  return inSteps(mapSteps(rows, addNumber));
}

/** Estimates the bytes of the values, with the overhead of each parameter. */
function measure(row: KnownRow): number {
  let bytes = 0;
  for (const stored of row.values())
    bytes += 16 + (typeof stored === 'string' ? Buffer.byteLength(stored) : 0);
  return bytes;
}

/** The keys of two linked rows, as a join table stores them. */
export type Pair = readonly [from: Value, to: Value];

/** Links rows by a join table. A link that exists already is no error. */
export async function insertPairs(
  context: WriteContext,
  { table, from, to }: JoinTable,
  fields: readonly [from: Field, to: Field],
  pairs: readonly Pair[],
  subject: Subject,
): Promise<void> {
  const sorted = await context.inSteps(sortByValues(pairs, (pair) => pair));
  for (let at = 0; at < sorted.length; at += pairsPerStatement) {
    const values = sorted
      .slice(at, at + pairsPerStatement)
      .map(([one, other]) => sql`(${buildStored(fields[0], one)},${buildStored(fields[1], other)})`);
    // Existing pairs stay unchanged. IGNORE would also skip pairs of rows that do not exist.
    await context.run(
      sql`INSERT INTO ${name(table)} (${name(from)},${name(to)}) VALUES ${join(values, ', ')} ON DUPLICATE KEY UPDATE ${name(from)} = ${name(from)}`,
      subject,
    );
  }
}

/** The most pairs of a join table that one statement names. */
export const pairsPerStatement = 5_000;

/** Removes the pairs of one row from a join table. */
export async function deletePairs(
  context: WriteContext,
  { table, from, to }: JoinTable,
  fields: readonly [from: Field, to: Field],
  { one, others }: { readonly one: Value; readonly others: readonly Value[] },
  subject: Subject,
): Promise<void> {
  for (let at = 0; at < others.length; at += pairsPerStatement) {
    const operands = others.slice(at, at + pairsPerStatement).map((other) => buildStored(fields[1], other));
    await context.run(
      sql`DELETE FROM ${name(table)} WHERE ${name(from)} = ${buildStored(fields[0], one)} AND ${name(to)} IN (${join(operands, ', ')})`,
      subject,
    );
  }
}
