import type { Relation } from '../../model/model.ts';
import { linkRows } from './change-rows.ts';
import { insertPairs } from './insert-rows.ts';
import type { KnownRow, WriteContext } from './write-context.ts';

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

/** Notes that the rows on both sides of a join table were changed. */
export function notePairs(
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
  if (through) return new Map();
  return new Map(
    to.map((field, index) => {
      const referred = from[index];
      return [field, (referred && row.get(referred)) ?? null];
    }),
  );
}
