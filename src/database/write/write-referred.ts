import { NotFoundError } from '../../errors.ts';
import type { RelationChange } from '../../model/change.ts';
import type { Value } from '../../model/load.ts';
import type { Field, Model, Relation } from '../../model/model.ts';
import { enforces } from '../catalog/read-foreign-keys.ts';
import { unlinkRows } from './change-rows.ts';
import { connectOrCreate, roundsOf } from './connect-or-create.ts';
import { fieldsToUpdate } from './fields-to-update.ts';
import { findAllNamed, findEqual } from './find-rows.ts';
import type { Lock } from './row-lock.ts';
import { copyReference, isSameRow, type KnownRow } from './known-row.ts';
import { removeRows } from './remove-rows.ts';
import type { RelatedChange, WriteContext } from './write-context.ts';

/** The effect of writing a referred row on the row that refers to it. */
export interface Referred {
  /** The new values of the reference. */
  readonly assigned: KnownRow;
  /** The values that the reference already has, because the key of the referred row has changed. */
  readonly moved: KnownRow;
}

const unchanged: KnownRow = new Map();

/** Finds or creates the rows that new rows refer to by a relation, and sets the references. */
export async function bringReferred(
  context: WriteContext,
  model: Model,
  relation: Relation,
  all: readonly RelatedChange[],
): Promise<void> {
  const rows = await findReferred(context, model, relation, all);
  for (const [index, { row }] of all.entries()) {
    for (const [field, value] of refer(relation, rows[index])) (row as Map<Field, Value>).set(field, value); // still being built
  }
}

/** Writes the row that a row refers to, or changes the reference. */
export async function writeReferred(
  context: WriteContext,
  model: Model,
  row: KnownRow,
  change: RelationChange,
): Promise<Referred> {
  const { relation, path } = change;
  const { target, from, to } = relation;
  switch (change.operation) {
    case 'create':
    case 'connect':
    case 'connectOrCreate': {
      const [found] = await findReferred(context, model, relation, [{ row, change }]);
      return { assigned: refer(relation, found), moved: unchanged };
    }
    case 'disconnect':
      return {
        assigned: new Map(from.filter(({ nullable }) => nullable).map((field) => [field, null])),
        moved: unchanged,
      };
    case 'delete': {
      const current = await findCurrent(context, row, relation, { fields: [], path });
      if (current === undefined) throw missingRelated(relation, path);
      await removeRows(context, [current], { model: target, path });
      return { assigned: unchanged, moved: unchanged };
    }
    case 'update':
    case 'upsert': {
      const [given] = change.rows;
      if (given === undefined) return { assigned: unchanged, moved: unchanged };
      const data = 'update' in given ? given.update : given.data;
      const fields = [...to, ...fieldsToUpdate(data)];
      const current = await findCurrent(context, row, relation, { fields, path });
      if (current) {
        const updated = await context.rows.update(context, target, current, data);
        const isMoved = to.some((field) => updated.get(field) !== current.get(field));
        return { assigned: unchanged, moved: isMoved ? refer(relation, updated) : unchanged };
      }
      if (!('create' in given)) throw missingRelated(relation, path);
      const [created] = await context.rows.create(
        context,
        target,
        [{ data: given.create, given: unchanged }],
        {
          needed: to,
        },
      );
      return { assigned: refer(relation, created), moved: unchanged };
    }
    case 'createMany':
    case 'set':
    case 'updateMany':
    case 'deleteMany':
      throw new Error(`Expected no ${change.operation} of ${relation.name}, which is a to-one relation.`);
  }
}

/** Builds the error of a relation without the row to write. */
export function missingRelated({ target, name }: Relation, path: string): NotFoundError {
  return new NotFoundError(`Argument "${path}": there is no ${target.names.type} in ${name}.`);
}

async function findReferred(
  context: WriteContext,
  model: Model,
  relation: Relation,
  all: readonly RelatedChange[],
): Promise<readonly (KnownRow | undefined)[]> {
  const { target, to } = relation;
  const found = new Map<RelatedChange, KnownRow>();
  const created = all.flatMap((each) =>
    each.change.operation === 'create' ? each.change.rows.slice(0, 1).map((data) => ({ each, data })) : [],
  );
  const rows = created.map(({ data }) => ({ data, given: unchanged }));
  const news = await context.rows.create(context, target, rows, { needed: to });
  for (const [index, { each }] of created.entries()) found.set(each, news[index] ?? unchanged);
  const connected = all.flatMap((each) =>
    each.change.operation === 'connect' ? each.change.names.slice(0, 1).map((name) => ({ each, name })) : [],
  );
  const names = connected.map(({ name }) => name);
  const lock = lockOfReferred(context, model, relation);
  const named = await findAllNamed(context, target, names, { fields: to, lock });
  const old = connected.map(({ each }, index) => ({ each, row: named[index] }));
  const wanted = all.flatMap((each) =>
    each.change.operation === 'connectOrCreate'
      ? each.change.rows
          .slice(0, 1)
          .map(({ where, create }) => ({ each, where, data: create, given: unchanged }))
      : [],
  );
  for (const round of await context.inSteps(roundsOf(wanted))) {
    const brought = await connectOrCreate(context, relation, round);
    for (const [index, { each }] of round.entries()) {
      const { row, isNew } = brought[index] ?? { row: unchanged, isNew: true };
      if (isNew) found.set(each, row);
      else old.push({ each, row });
    }
  }
  for (const { each, row } of old) {
    if (row === undefined) continue;
    found.set(each, row);
    if (isOneToOne(model, relation)) await releaseRow(context, model, relation, { ...each, referred: row });
  }
  return all.map((each) => found.get(each));
}

/** Chooses the lock of a referred row. A foreign key protects the row; without one, it needs a lock. */
function lockOfReferred({ catalog }: WriteContext, model: Model, relation: Relation): Lock {
  return catalog.foreignKeys(model.table).some((key) => enforces(key, relation)) ? 'none' : 'share';
}

/** Checks if at most one row may refer to another one by the relation. */
export function isOneToOne({ uniqueKeys, primaryKey }: Model, { opposite, from }: Relation): boolean {
  if (opposite) return opposite.cardinality === 'one';
  return [primaryKey ?? [], ...uniqueKeys].some(
    (key) => key.length === from.length && key.every((field) => from.includes(field)),
  );
}

/** Unlinks the other row that refers to a row in a one-to-one relation. */
async function releaseRow(
  context: WriteContext,
  model: Model,
  relation: Relation,
  { row, change, referred }: RelatedChange & { readonly referred: KnownRow },
): Promise<void> {
  const { from, to } = relation;
  const { path } = change;
  const values = to.map((field) => referred.get(field) ?? null);
  const others = await findEqual(context, model, from, values, { fields: [], path });
  const released = others.filter((other) => !isSameRow(model, row, other));
  await unlinkRows(context, released, from, { model, path });
}

async function findCurrent(
  context: WriteContext,
  row: KnownRow,
  { target, from, to }: Relation,
  options: { readonly fields: readonly Field[]; readonly path: string },
): Promise<KnownRow | undefined> {
  const values = from.map((field) => row.get(field) ?? null);
  const [current] = await findEqual(context, target, to, values, options);
  return current;
}

/** Builds the fields of a reference to a row. */
function refer({ from, to }: Relation, row: KnownRow | undefined): KnownRow {
  return row === undefined ? unchanged : copyReference(row, to, from);
}
