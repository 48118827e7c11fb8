import type { Field, Model, Relation } from '../../model/model.ts';
import { isLongField } from '../../model/read-type.ts';

/** The rows whose pages the rows of a level are, and by what relation. */
export interface Owner {
  readonly relation: Relation;
  readonly level: LevelRows;
}

/** What of a level tells which of its rows are known already. */
interface LevelRows {
  readonly model: Model;
  readonly wide: readonly Field[];
  readonly shown: ReadonlySet<Field>;
  readonly branches: readonly unknown[];
}

/** A to-one relation of a level. */
interface Related {
  readonly relation: Relation;
  readonly lookup: { readonly level: LevelRows };
  readonly owner: Owner | undefined;
}

/** Whether the row that the relation leads to is the row whose page its row is of, with all that is shown of it. */
export function isOwner({ relation, lookup, owner }: Related): boolean {
  return (
    owner !== undefined &&
    relation.target === owner.level.model &&
    owner.relation.through === undefined &&
    relation.through === undefined &&
    isSame(relation.from, owner.relation.to) &&
    isSame(relation.to, owner.relation.from) &&
    lookup.level.wide.every((field) => owner.level.wide.includes(field))
  );
}

/** Whether the rows may come in the statement of their level: one row each, for which nothing else is loaded. */
export function canBeJoined(branch: Related): boolean {
  const { branches, shown } = branch.lookup.level;
  return branches.length === 0 && !isOwner(branch) && ![...shown].some(isLongField);
}

function isSame(some: readonly Field[], others: readonly Field[]): boolean {
  return some.length === others.length && some.every((field, index) => field === others[index]);
}
