import { ConstraintError } from '../../errors.ts';
import type { Value } from '../../model/load.ts';
import type { Field, LooseReference, Model } from '../../model/model.ts';
import { setToNull } from './assignments.ts';
import { findAnyOf, findEqual, findNamed } from './find-rows.ts';
import { buildRowId, isPresent, keyValues, type KnownRow, toKnownRow } from './known-row.ts';
import type { Assignments, Subject, WriteContext } from './write-context.ts';

/**
 * Applies `onDelete` to the rows that refer to deleted ones, if the database has no foreign key for it.
 * Skips rows that are being deleted already, since references may form cycles.
 */
export async function keepOnDelete(
  context: WriteContext,
  rows: readonly KnownRow[],
  { model, path }: Subject,
  going: ReadonlySet<string>,
): Promise<void> {
  for (const reference of context.looseReferences(model)) {
    const referring = await findReferring(context, reference, rows, path);
    if (reference.onDelete === 'Restrict' && referring.length > 0) throw stillReferred(reference);
    const kept = referring.filter((row) => !going.has(buildRowId(reference.model, row)));
    if (kept.length === 0) continue;
    const subject = { model: reference.model, path };
    if (reference.onDelete === 'Cascade') await context.rows.remove(context, kept, subject, going);
    else await context.rows.change(context, kept, setToNull(reference.from), subject);
  }
}

/** Applies `onUpdate` to the rows that refer to others whose keys are about to change. */
export async function keepOnUpdate(
  context: WriteContext,
  rows: readonly KnownRow[],
  assignments: Assignments,
  { model, path }: Subject,
): Promise<void> {
  for (const reference of context.looseReferences(model)) {
    const changed = reference.to.filter((field) => assignments.has(field));
    if (changed.length === 0) continue;
    const referring = await findReferring(context, reference, rows, path);
    if (referring.length === 0) continue;
    const subject = { model: reference.model, path };
    const isSet = changed.every((field) => assignments.get(field)?.operation === 'set');
    if (reference.onUpdate === 'Restrict' || !isSet) throw stillReferred(reference);
    const followed = new Map(
      changed.flatMap((field) => {
        const own = reference.from[reference.to.indexOf(field)];
        const value = assignments.get(field)?.value ?? null;
        return own ? [[own, { field: own, operation: 'set' as const, value }] as const] : [];
      }),
    );
    const assigned = reference.onUpdate === 'Cascade' ? followed : setToNull(reference.from);
    await context.rows.change(context, referring, assigned, subject);
  }
}

async function findReferring(
  context: WriteContext,
  { model, from, target, to }: LooseReference,
  rows: readonly KnownRow[],
  path: string,
): Promise<readonly KnownRow[]> {
  const referred = await readKeys(context, target, to, rows);
  const options = { fields: [], path };
  const [field, ...others] = from;
  if (field && others.length === 0) {
    const values = referred.flatMap((row) => row.filter(isPresent));
    return values.length === 0 ? [] : findAnyOf(context, model, field, values, options);
  }
  const found: KnownRow[] = [];
  for (const values of referred) found.push(...(await findEqual(context, model, from, values, options)));
  return found;
}

/** Reads the values by which others refer to rows, unless they are known. */
async function readKeys(
  context: WriteContext,
  model: Model,
  fields: readonly Field[],
  rows: readonly KnownRow[],
): Promise<readonly (readonly Value[])[]> {
  const take = (row: KnownRow): readonly Value[] => fields.map((field) => row.get(field) ?? null);
  if (rows.every((row) => fields.every((field) => row.has(field)))) return rows.map(take);
  const names = rows.map((row) => ({ fields: model.key, values: keyValues(model, row) }));
  const read = await findNamed(context, model, names, { fields, lock: 'update' });
  return read.filter((row) => row !== undefined).map((row) => take(toKnownRow(row, fields)));
}

function stillReferred({ model, from }: LooseReference): ConstraintError {
  const shown = from.filter(({ hidden }) => !hidden).map(({ name }) => name);
  return new ConstraintError(
    `A row is still referred to by ${model.names.type}.${shown.join(' and ')}.`,
    undefined,
    {
      fields: shown,
    },
  );
}
