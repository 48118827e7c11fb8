import { ContentionError, NotFoundError } from '../../errors.ts';
import type { RowData } from '../../model/change.ts';
import type { Value } from '../../model/load.ts';
import type { Field, Model } from '../../model/model.ts';
import { buildDecoder } from '../expression/wire.ts';
import { join, name, sql } from '../sql.ts';
import { buildAssignments, set, touch, updateRows } from './change-rows.ts';
import { buildKeysCondition } from './keys-condition.ts';
import { buildChanged } from './operand.ts';
import type { Assignments, KnownRow, Subject, WriteContext } from './write-context.ts';
import { writeReferred } from './write-referred.ts';
import { writeReferring } from './write-referring.ts';

/**
 * Updates a row of which `fieldsToUpdate` are known, with all that hangs on it: first what it refers to, then itself, then
 * what refers to it. Returns the row as it is afterwards.
 */
export async function updateRow(
  context: WriteContext,
  model: Model,
  row: KnownRow,
  data: RowData,
): Promise<KnownRow> {
  let assignments = buildAssignments(context, model, data.fields);
  let current = row;
  for (const change of data.relations.filter(({ relation }) => relation.refers)) {
    const { assigned, moved } = await writeReferred(context, model, current, change);
    for (const [field, value] of assigned) assignments.set(field, set(field, value));
    if (assigned.size > 0 && change.operation !== 'disconnect')
      assignments = touch(context, model, assignments);
    current = new Map([...current, ...moved]);
  }
  const subject: Subject = { model, path: data.path };
  const computed = await computeChanged(context, current, assignments, subject);
  if ((await updateRows(context, [current], assignments, subject)) === 0)
    throw new NotFoundError(`Argument "${data.path}": the ${model.names.type} is not there any more.`);
  const updated = new Map([...current, ...setValues(assignments), ...computed]);
  for (const change of data.relations.filter(({ relation }) => !relation.refers)) {
    await writeReferring(context, updated, change);
  }
  return updated;
}

function setValues(assignments: Assignments): readonly (readonly [Field, Value])[] {
  return Array.from(assignments).flatMap(([field, { operation, value }]) =>
    operation === 'set' ? [[field, value] as const] : [],
  );
}

/** What the database makes of fields that are known of the row, where it computes them: a key that is counted up. */
async function computeChanged(
  { query }: WriteContext,
  row: KnownRow,
  assignments: Assignments,
  { model }: Subject,
): Promise<KnownRow> {
  const changes = [...row.keys()].flatMap((field) => {
    const change = assignments.get(field);
    return change && change.operation !== 'set' ? [change] : [];
  });
  if (changes.length === 0) return new Map();
  const columns = join(changes.map(buildChanged), ', ');
  const [values] = await query(
    sql`SELECT ${columns} FROM ${name(model.table)} WHERE ${buildKeysCondition(model.key, [row])} FOR UPDATE`,
  );
  if (values === undefined) throw new ContentionError('A row was deleted by another transaction.');
  return new Map(
    changes.map(({ field }, index) => [
      field,
      buildDecoder(field)(roundWhole(field, values[index])) as Value,
    ]), // of a column that it names
  );
}

/** A whole number that was divided has digits behind the point, which its column does not keep. */
function roundWhole({ type }: Field, value: unknown): unknown {
  if (type === 'Float' || type === 'Decimal' || typeof value !== 'string') return value;
  const number = Number(value);
  return String(Math.sign(number) * Math.round(Math.abs(number)));
}
