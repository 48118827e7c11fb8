import type { Relation } from '../../model/model.ts';
import { joinedKeys } from '../expression/scope.ts';
import { linkRows, unlinkRows } from './change-rows.ts';
import { deletePairs, insertPairs } from './insert-rows.ts';
import { copyReference, type KnownRow } from './known-row.ts';
import type { WriteContext } from './write-context.ts';

/** A row, and the rows to link to it. */
export interface Link {
  readonly row: KnownRow;
  readonly related: readonly KnownRow[];
}

/** Links existing rows by a relation: by their references, or by pairs in the join table. */
export async function linkRelated(
  context: WriteContext,
  relation: Relation,
  links: readonly Link[],
  path: string,
): Promise<void> {
  const { target, through } = relation;
  const subject = { model: target, path };
  if (through === undefined) {
    for (const { row, related } of links)
      await linkRows(context, related, referenceTo(relation, row), subject);
    return;
  }
  const { own, key } = joinedKeys(relation);
  const pairs = links.flatMap(({ row, related }) =>
    related.map((each) => [row.get(own) ?? null, each.get(key) ?? null] as const),
  );
  await insertPairs(context, through, [own, key], pairs, subject);
  for (const { row, related } of links) notePairs(context, relation, row, related);
}

/** Unlinks rows from a row: by their references, or by pairs in the join table. */
export async function unlinkRelated(
  context: WriteContext,
  relation: Relation,
  { row, related }: Link,
  path: string,
): Promise<void> {
  const { through, target, to } = relation;
  const subject = { model: target, path };
  if (related.length === 0) return;
  if (through === undefined) return unlinkRows(context, related, to, subject);
  const { own, key } = joinedKeys(relation);
  const others = related.map((each) => each.get(key) ?? null);
  await deletePairs(context, through, [own, key], { one: row.get(own) ?? null, others }, subject);
  notePairs(context, relation, row, related);
}

/** Notes that the rows on both sides of a join table were changed. */
function notePairs(
  { note }: WriteContext,
  { target, opposite }: Relation,
  row: KnownRow,
  related: readonly KnownRow[],
): void {
  for (const each of related) note(target, 'update', each);
  if (opposite && related.length > 0) note(opposite.target, 'update', row);
}

/** Builds the fields by which a related row refers to this one. With a join table, there are none. */
export function referenceTo({ through, from, to }: Relation, row: KnownRow): KnownRow {
  return through ? new Map() : copyReference(row, from, to);
}
