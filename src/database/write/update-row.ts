import { ContentionError, NotFoundError } from '../../errors.ts';
import type { RowData } from '../../model/change.ts';
import type { Value } from '../../model/load.ts';
import type { Field, Model } from '../../model/model.ts';
import { buildDecoder } from '../expression/wire.ts';
import { join, name, sql } from '../sql.ts';
import { buildAssignments, set, touch } from './assignments.ts';
import { updateRows } from './change-rows.ts';
import { buildKeysCondition } from './keys-condition.ts';
import type { KnownRow } from './known-row.ts';
import { buildChanged } from './operand.ts';
import type { Assignments, Subject, WriteContext } from './write-context.ts';
import { writeReferred } from './write-referred.ts';
import { writeReferring } from './write-referring.ts';

/**
 * Updates a row whose `fieldsToUpdate` are known, with its nested writes. The row it refers to comes first,
 * then itself, then the rows that refer to it. Returns the updated row.
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
    throw new NotFoundError(`Argument "${data.path}": the ${model.names.type} no longer exists.`);
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

/** Reads the new values of known fields that the database computes, such as an incremented key. */
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
    ]), // the decoder is that of the field
  );
}

/** Rounds a whole number after a division, as its column does. */
function roundWhole({ type }: Field, value: unknown): unknown {
  if (type === 'Float' || type === 'Decimal' || typeof value !== 'string') return value;
  const number = Number(value);
  return String(Math.sign(number) * Math.round(Math.abs(number)));
}
