import type { RelationChange, RowData } from '../../model/change.ts';
import type { Relation, UniqueKey } from '../../model/model.ts';
import { operationOrder } from '../../model/writable.ts';
import { unlinkRows } from './change-rows.ts';
import { connectOrCreate, roundsOf } from './connect-or-create.ts';
import { indexRows } from './index-rows.ts';
import { findAllNamed, findNamed, findRelated } from './find-rows.ts';
import { isSameRow, type KnownRow, toKnownRow } from './known-row.ts';
import { type Link, linkRelated, referenceTo } from './link-related.ts';
import type { RelatedChange, WriteContext } from './write-context.ts';

/** The options of `bringRelated`. */
export interface BringOptions {
  /** True if the rows are new, so that no row refers to them yet. */
  readonly isNew: boolean;
  readonly raced?: UniqueKey | undefined;
}

/**
 * Creates or connects the rows that refer to others by a relation, those of all owners together. In a
 * one-to-one relation, the row that referred to the owner before is unlinked.
 */
export async function bringRelated(
  context: WriteContext,
  relation: Relation,
  all: readonly RelatedChange[],
  options: BringOptions,
): Promise<void> {
  for (const operation of operationOrder) {
    const some = all.filter(({ change }) => change.operation === operation);
    if (some.length > 0) await bring(context, relation, some, options);
  }
}

async function bring(
  context: WriteContext,
  relation: Relation,
  all: readonly RelatedChange[],
  { isNew, raced }: BringOptions,
): Promise<void> {
  const { target } = relation;
  const created: { readonly row: KnownRow; readonly data: RowData }[] = [];
  for (const { row, change } of all) {
    if (change.operation === 'create' || change.operation === 'createMany')
      created.push(...change.rows.map((data) => ({ row, data })));
  }
  const connected = all.flatMap(({ row, change }) =>
    change.operation === 'connect' ? change.names.map((name) => ({ row, name })) : [],
  );
  const named = await findAllNamed(
    context,
    target,
    connected.map(({ name }) => name),
    { fields: relation.to, lock: relation.through ? 'none' : 'update' },
  );
  const path = all[0]?.change.path ?? '';
  if (!isNew && relation.cardinality === 'one') {
    const stay = [...named, ...(await findWanted(context, relation, all))];
    for (const { row } of all) await giveWay(context, relation, row, stay, path);
  }
  const news = await context.rows.create(
    context,
    target,
    created.map(({ row, data }) => ({ data, given: referenceTo(relation, row) })),
    { needed: relation.to, isKeyUnused: relation.through === undefined, raced },
  );
  const links: Link[] = [
    ...connected.map(({ row }, index) => ({ row, related: named.slice(index, index + 1) })),
    ...(relation.through
      ? created.map(({ row }, index) => ({ row, related: news.slice(index, index + 1) }))
      : []),
  ];
  await linkRelated(context, relation, await uniteLinks(context, relation, links), path);
  await bringWanted(context, relation, all, path);
}

async function bringWanted(
  context: WriteContext,
  relation: Relation,
  all: readonly RelatedChange[],
  path: string,
): Promise<void> {
  const wanted = all.flatMap(({ row, change }) =>
    isConnectOrCreate(change)
      ? change.rows.map(({ where, create }) => ({
          row,
          where,
          data: create,
          given: referenceTo(relation, row),
        }))
      : [],
  );
  for (const round of await context.inSteps(roundsOf(wanted))) {
    const brought = await connectOrCreate(context, relation, round);
    const links = round.flatMap(({ row }, index) => {
      const found = brought[index];
      const isLinked = found === undefined || (found.isNew && relation.through === undefined);
      return isLinked ? [] : [{ row, related: [found.row] }];
    });
    await linkRelated(context, relation, await uniteLinks(context, relation, links), path);
  }
}

/** Finds the existing rows that a `connectOrCreate` names. */
async function findWanted(
  context: WriteContext,
  { target }: Relation,
  all: readonly RelatedChange[],
): Promise<readonly KnownRow[]> {
  const names = all.flatMap(({ change }) =>
    isConnectOrCreate(change) ? change.rows.map(({ where }) => where) : [],
  );
  const rows = await findNamed(context, target, names, { fields: [], lock: 'update' });
  return rows.filter((row) => row !== undefined).map((row) => toKnownRow(row, target.key));
}

function isConnectOrCreate(
  change: RelationChange,
): change is RelationChange & { readonly operation: 'connectOrCreate' } {
  return change.operation === 'connectOrCreate';
}

/** Unlinks the row that refers to another one in a one-to-one relation, unless it is in `stay`. */
async function giveWay(
  context: WriteContext,
  relation: Relation,
  row: KnownRow,
  stay: readonly KnownRow[],
  path: string,
): Promise<void> {
  const { target, to } = relation;
  const current = await findRelated(context, relation, row, { fields: [], path });
  const stays = (one: KnownRow): boolean => stay.some((other) => isSameRow(target, one, other));
  await unlinkRows(
    context,
    current.filter((each) => !stays(each)),
    to,
    { model: target, path },
  );
}

/** Unites the links of each row, and lists each related row once. */
async function uniteLinks(
  context: WriteContext,
  { target }: Relation,
  links: readonly Link[],
): Promise<readonly Link[]> {
  const united: Link[] = [];
  for (const [row, some] of Map.groupBy(links, (link) => link.row)) {
    const related = some.length === 1 && some[0] ? some[0].related : some.flatMap((link) => link.related);
    united.push({ row, related: [...(await indexRows(context, target, related)).values()] });
  }
  return united;
}
