import type { Relation } from '../../model/model.ts';
import { linkRows } from './change-rows.ts';
import { insertPairs } from './insert-rows.ts';
import type { KnownRow, WriteContext } from './write-context.ts';

/** A row, and those that are to refer to it, or to be joined with it. */
export interface Link {
  readonly row: KnownRow;
  readonly related: readonly KnownRow[];
}

/** Has rows that are there refer to others by a relation, or joins them by the table between. */
export async function linkRelated(
  context: WriteContext,
  relation: Relation,
  links: readonly Link[],
  path: string,
): Promise<void> {
  const { target, through, from, to } = relation;
  const subject = { model: target, path };
  if (through === undefined) {
    for (const { row, related } of links)
      await linkRows(context, related, referenceTo(relation, row), subject);
    return;
  }
  const [ownKey, key] = [from[0], to[0]];
  if (ownKey === undefined || key === undefined) throw new Error(`Expected keys of ${relation.name}.`);
  const pairs = links.flatMap(({ row, related }) =>
    related.map((each) => [row.get(ownKey) ?? null, each.get(key) ?? null] as const),
  );
  await insertPairs(context, through, [ownKey, key], pairs, subject);
  for (const { row, related } of links) notePairs(context, relation, row, related);
}

/** Notes that rows on both sides of a table between were changed. */
export function notePairs(
  { note }: WriteContext,
  { target, opposite }: Relation,
  row: KnownRow,
  related: readonly KnownRow[],
): void {
  for (const each of related) note(target, 'update', each);
  if (opposite && related.length > 0) note(opposite.target, 'update', row);
}

/** What the fields of a row are that refers to another one by the relation; none where a table between joins them. */
export function referenceTo({ through, from, to }: Relation, row: KnownRow): KnownRow {
  if (through) return new Map();
  return new Map(
    to.map((field, index) => {
      const referred = from[index];
      return [field, (referred && row.get(referred)) ?? null];
    }),
  );
}
