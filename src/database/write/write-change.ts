import { ConflictError, ContentionError, NotFoundError } from '../../errors.ts';
import type { Change, RowName, Unchanged, Written } from '../../model/change.ts';
import { buildKey, type Key, type Row } from '../../model/load.ts';
import type { Field, Model } from '../../model/model.ts';
import type { PresentValue } from '../../model/read-value.ts';
import { mapSteps } from '../../std/in-steps.ts';
import { buildAssignments } from './assignments.ts';
import { updateRows } from './change-rows.ts';
import { checkChange } from './check-change.ts';
import { fieldsToUpdate } from './fields-to-update.ts';
import { describeMissing, findFiltered, findNamed } from './find-rows.ts';
import { keyValues, type KnownRow, toKnownRow } from './known-row.ts';
import { removeRows } from './remove-rows.ts';
import type { WriteContext } from './write-context.ts';

const nothing: KnownRow = new Map();

/**
 * Writes a change in the transaction of the context. A row with nested writes is locked first, so that two
 * writers take turns.
 */
export async function writeChange(change: Change, context: WriteContext): Promise<Written> {
  await context.inSteps(checkChange(change, context.catalog));
  const { model } = change;
  switch (change.kind) {
    case 'create': {
      const rows = await context.rows.create(context, model, [{ data: change.data, given: nothing }], {
        needed: [],
      });
      return written(context, model, rows);
    }
    case 'createMany': {
      const rows = change.rows.map((data) => ({ data, given: nothing }));
      return written(context, model, await context.rows.create(context, model, rows, { needed: [] }));
    }
    case 'update':
      return written(context, model, [await writeUpdate(change, context)]);
    case 'upsert':
      return written(context, model, [await writeUpsert(change, context)]);
    case 'delete': {
      const { where, shown, unchanged } = change;
      const fields = [...shown, ...(unchanged ? [unchanged.field] : [])];
      const deleted = await holdRow(context, model, where, fields, unchanged);
      const row = toKnownRow(deleted, model.key);
      await removeRows(context, [row], { model, path: where.path });
      return { keys: [], count: 1, deleted };
    }
    case 'updateMany': {
      const { where: filter, data } = change;
      const rows = await findFiltered(context, model, { fields: [], filter, path: 'where' });
      await updateRows(context, rows, buildAssignments(context, model, data.fields), {
        model,
        path: data.path,
      });
      return { keys: [], count: rows.length, deleted: undefined };
    }
    case 'deleteMany': {
      const rows = await findFiltered(context, model, { fields: [], filter: change.where, path: 'where' });
      await removeRows(context, rows, { model, path: 'where' });
      return { keys: [], count: rows.length, deleted: undefined };
    }
  }
}

async function writeUpdate(
  change: Change & { readonly kind: 'update' },
  context: WriteContext,
): Promise<KnownRow> {
  const { model, where, data, unchanged } = change;
  const isKey =
    where.fields.length === model.key.length && where.fields.every((field) => model.key.includes(field));
  const isPlain = data.relations.length === 0 && data.fields.every(({ operation }) => operation === 'set');
  // The statement itself shows if the row exists.
  if (isKey && isPlain && data.fields.length > 0 && unchanged === undefined) {
    const row = new Map(where.fields.map((field, index) => [field, where.values[index] ?? null]));
    return context.rows.update(context, model, row, data).catch((error: unknown) => {
      throw error instanceof NotFoundError ? new NotFoundError(describeMissing(model, where)) : error;
    });
  }
  const fields = [...fieldsToUpdate(data), ...(unchanged ? [unchanged.field] : [])];
  const row = await holdRow(context, model, where, fields, unchanged);
  return context.rows.update(context, model, toKnownRow(row, [...model.key, ...fieldsToUpdate(data)]), data);
}

/**
 * Creates or updates a row. It is looked up without a lock, since a locked gap would deadlock two writers
 * of one new row. If another transaction creates or deletes it meanwhile, the write fails and the
 * transaction is retried.
 */
async function writeUpsert(
  { model, where, create, update }: Change & { readonly kind: 'upsert' },
  context: WriteContext,
): Promise<KnownRow> {
  const [found] = await findNamed(context, model, [where], { fields: [], lock: 'none' });
  if (found) {
    const change = { kind: 'update', model, where, data: update, unchanged: undefined } as const;
    return writeUpdate(change, context).catch((error: unknown) => {
      const isGone = error instanceof NotFoundError && error.message === describeMissing(model, where);
      throw isGone ? new ContentionError('The row was deleted by another transaction.') : error;
    });
  }
  const rows = [{ data: create, given: nothing }];
  const [created = nothing] = await context.rows.create(context, model, rows, {
    needed: [],
    raced: where.fields,
  });
  return created;
}

/**
 * Reads a row and locks it until the transaction ends.
 * @throws NotFoundError if there is none; ConflictError if the precondition fails.
 */
async function holdRow(
  context: WriteContext,
  model: Model,
  where: RowName,
  fields: readonly Field[],
  unchanged: Unchanged | undefined,
): Promise<Row> {
  const [row] = await findNamed(context, model, [where], { fields, lock: 'update' });
  if (row === undefined) throw new NotFoundError(describeMissing(model, where));
  const stored = unchanged && row[unchanged.field.name];
  if (stored instanceof Error) throw stored;
  if (unchanged && !isSame(stored, unchanged.value)) {
    throw new ConflictError(
      `Argument "${unchanged.path}": expected ${unchanged.field.name} to be ${String(unchanged.value)} still, got ${String(stored)}; the ${model.names.type} has changed.`,
      undefined,
      { fields: [unchanged.field.name] },
    );
  }
  return row;
}

/** Checks if two values are equal. Trailing zeros of an instant do not count. */
function isSame(stored: unknown, wanted: PresentValue): boolean {
  return withoutZeros(stored) === withoutZeros(wanted);
}

function withoutZeros(value: unknown): string {
  return String(value).replace(/\.(\d*?)0*Z$/, (_, digits: string) => (digits === '' ? 'Z' : `.${digits}Z`));
}

async function written({ inSteps }: WriteContext, model: Model, rows: readonly KnownRow[]): Promise<Written> {
  const keys = await inSteps(mapSteps(rows, (row) => keyOf(model, row)));
  return { keys, count: rows.length, deleted: undefined };
}

/** Builds the key of a row whose key fields are known. */
export function keyOf(model: Model, row: KnownRow): Key {
  const values = keyValues(model, row);
  if (values.length === model.key.length) return buildKey(values);
  throw new Error(`Expected the whole key of a ${model.name}.`);
}
