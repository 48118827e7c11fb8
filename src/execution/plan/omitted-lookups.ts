import type { Field, Model, Relation } from '../../model/model.ts';

/** The rows whose pages the rows of a level are, and by what relation. */
export interface Owner {
  readonly relation: Relation;
  readonly level: LevelRows;
}

/** What of a level tells which of its rows are known already. */
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

/** Whether the row that the relation leads to is the row whose page its row is of, with the long texts that are shown of it. */
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

/** Whether the rows may come in the statement of their level: one row each, for which nothing else is loaded. */
export function canBeJoined(branch: Related): boolean {
  const { branches, shown } = branch.lookup.level;
  return branches.length === 0 && !isOwner(branch) && ![...shown].some(({ long }) => long);
}

function isSame(some: readonly Field[], others: readonly Field[]): boolean {
  return some.length === others.length && some.every((field, index) => field === others[index]);
}
