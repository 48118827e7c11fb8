import type { Field, Model, Relation } from '../../model/model.ts';

/** The rows whose pages make up a level, and the relation of those pages. */
export interface Owner {
  readonly relation: Relation;
  readonly level: LevelRows;
}

/** The part of a level that decides which of its rows are already loaded. */
interface LevelRows {
  readonly model: Model;
  readonly shown: ReadonlySet<Field>;
  readonly branches: readonly unknown[];
}

/** A to-one relation of a level. */
interface Related {
  readonly relation: Relation;
  readonly lookup: { readonly level: LevelRows };
  readonly owner: Owner | undefined;
}

/**
 * Returns true if the relation leads back to the row whose page is being read, and that row has all the long
 * columns.
 */
export function isOwner({ relation, lookup, owner }: Related): boolean {
  return (
    owner !== undefined &&
    relation.target === owner.level.model &&
    owner.relation.through === undefined &&
    relation.through === undefined &&
    isSame(relation.from, owner.relation.to) &&
    isSame(relation.to, owner.relation.from) &&
    [...lookup.level.shown].every((field) => !field.long || owner.level.shown.has(field))
  );
}

/**
 * Returns true if the statement of the level can join the rows: one each, with nothing loaded below them.
 */
export function canBeJoined(branch: Related): boolean {
  const { branches, shown } = branch.lookup.level;
  return branches.length === 0 && !isOwner(branch) && ![...shown].some(({ long }) => long);
}

function isSame(some: readonly Field[], others: readonly Field[]): boolean {
  return some.length === others.length && some.every((field, index) => field === others[index]);
}
