import { NotFoundError } from '../../errors.ts';
import type { RelationChange, RowName } from '../../model/change.ts';
import type { Filter } from '../../model/load.ts';
import type { Field, Relation } from '../../model/model.ts';
import { mapSteps } from '../../std/in-steps.ts';
import { buildAssignments } from './assignments.ts';
import { bringRelated } from './bring-related.ts';
import { updateRows } from './change-rows.ts';
import { fieldsToUpdate } from './fields-to-update.ts';
import { describeMissing, findAllNamed, findNamed, findRelated } from './find-rows.ts';
import { buildRowId, type KnownRow, toKnownRow } from './known-row.ts';
import { indexRows } from './index-rows.ts';
import { linkRelated, unlinkRelated } from './link-related.ts';
import { removeRows } from './remove-rows.ts';
import type { WriteContext } from './write-context.ts';
import { missingRelated } from './write-referred.ts';

/** Writes the rows that refer to a row by a relation, or that a join table links to it. */
export async function writeReferring(
  context: WriteContext,
  row: KnownRow,
  change: RelationChange,
): Promise<void> {
  const { relation, path } = change;
  const { target } = relation;
  const subject = { model: target, path };
  switch (change.operation) {
    case 'create':
    case 'createMany':
    case 'connect':
    case 'connectOrCreate':
      return bringRelated(context, relation, [{ row, change }], { isNew: false });
    case 'set': {
      const wanted = await findWanted(context, relation, change.names);
      const current = await findRelated(context, relation, row, { fields: [], path });
      const wantedById = await indexRows(context, target, wanted);
      const currentById = await indexRows(context, target, current);
      const removed = [...currentById].filter(([id]) => !wantedById.has(id)).map(([, each]) => each);
      await unlinkRelated(context, relation, { row, related: removed }, path);
      const added = [...wantedById].filter(([id]) => !currentById.has(id)).map(([, each]) => each);
      return linkRelated(context, relation, [{ row, related: added }], path);
    }
    case 'disconnect': {
      const named = await findMembers(context, row, relation, change.names, path);
      const related = named.filter((each) => each !== undefined);
      return unlinkRelated(context, relation, { row, related }, path);
    }
    case 'delete': {
      const found = await findMembers(context, row, relation, change.names, path);
      return removeRows(context, requireAll(relation, found, change.names, path), subject);
    }
    case 'deleteMany': {
      const filter = anyOf(change.filters);
      if (filter === 'none') return;
      return removeRows(
        context,
        await findRelated(context, relation, row, { fields: [], filter, path }),
        subject,
      );
    }
    case 'updateMany':
      for (const { where: filter, data } of change.rows) {
        const rows = await findRelated(context, relation, row, { fields: [], filter, path: data.path });
        const assignments = buildAssignments(context, target, data.fields);
        await updateRows(context, rows, assignments, { model: target, path: data.path });
      }
      return;
    case 'update':
    case 'upsert':
      for (const given of change.rows) await writeOne(context, row, relation, given, path);
  }
}

/**
 * Finds the rows of a `set`. As in Prisma, rows that do not exist are ignored, unless the relation has a
 * join table.
 */
async function findWanted(
  context: WriteContext,
  { target, through }: Relation,
  names: readonly RowName[],
): Promise<readonly KnownRow[]> {
  const options = { fields: [], lock: 'update' } as const;
  if (through) return findAllNamed(context, target, names, options);
  const found = (await findNamed(context, target, names, options)).filter((row) => row !== undefined);
  return context.inSteps(mapSteps(found, (row) => toKnownRow(row, target.key)));
}

type GivenRow = (RelationChange & { readonly operation: 'update' | 'upsert' })['rows'][number];

/** Updates a related row. If there is none, an upsert creates it. */
async function writeOne(
  context: WriteContext,
  row: KnownRow,
  relation: Relation,
  given: GivenRow,
  path: string,
): Promise<void> {
  const data = 'update' in given ? given.update : given.data;
  const names = given.where && [given.where];
  const [found] = await findMembers(context, row, relation, names, path, fieldsToUpdate(data));
  if (found) {
    await context.rows.update(context, relation.target, found, data);
  } else if ('create' in given) {
    const change = { relation, path, operation: 'create' as const, rows: [given.create] };
    await bringRelated(context, relation, [{ row, change }], { isNew: false, raced: given.where?.fields });
  } else requireAll(relation, [found], names, path);
}

/** Finds the related row of each name. Without names, there is at most one. */
async function findMembers(
  context: WriteContext,
  row: KnownRow,
  relation: Relation,
  names: readonly RowName[] | undefined,
  path: string,
  fields: readonly Field[] = [],
): Promise<readonly (KnownRow | undefined)[]> {
  if (names === undefined) return [(await findRelated(context, relation, row, { fields, path }))[0]];
  const { target, through, from, to } = relation;
  const read = [...fields, ...to];
  const rows = await findNamed(context, target, names, { fields: read, lock: 'update' });
  const known = [...target.key, ...read];
  const named = await context.inSteps(mapSteps(rows, (found) => found && toKnownRow(found, known)));
  // Equal values are equal in any collation. The database compares the others.
  const isMember = (found: KnownRow): boolean =>
    through === undefined && to.every((field, index) => found.get(field) === valueAt(row, from[index]));
  const unsure = named.filter((found) => found !== undefined).filter((found) => !isMember(found));
  const members =
    unsure.length === 0 ? [] : await findRelated(context, relation, row, { fields: [], among: unsure, path });
  const memberIds = new Set((await indexRows(context, target, members)).keys());
  return named.map((found) => {
    if (found === undefined || isMember(found)) return found;
    return memberIds.has(buildRowId(target, found)) ? found : undefined;
  });
}

function valueAt(row: KnownRow, field: Field | undefined): unknown {
  return field && row.get(field);
}

/**
 * Returns the found rows.
 * @throws NotFoundError with the name of the first one that is not related.
 */
function requireAll(
  relation: Relation,
  found: readonly (KnownRow | undefined)[],
  names: readonly RowName[] | undefined,
  path: string,
): readonly KnownRow[] {
  return found.map((row, index) => {
    if (row) return row;
    const name = names?.[index];
    if (name === undefined) throw missingRelated(relation, path);
    throw new NotFoundError(`${describeMissing(relation.target, name).slice(0, -1)} in ${relation.name}.`);
  });
}

/** Builds the filter that matches if any of these does. An undefined filter matches every row. */
function anyOf(filters: readonly (Filter | undefined)[]): Filter | undefined | 'none' {
  if (filters.length === 0) return 'none';
  const present = filters.filter((filter) => filter !== undefined);
  return present.length < filters.length ? undefined : { kind: 'or', filters: present };
}
