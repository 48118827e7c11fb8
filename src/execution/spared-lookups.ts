import type { Field, Model, Relation } from '../model/model.ts';
import { isLongField } from '../model/read-type.ts';
import type { Branch, Level, RowBranch } from './plan.ts';

/** The rows whose pages the rows of a level are, and by what relation. */
export interface Owner {
  readonly relation: Relation;
  readonly model: Model;
  readonly level: Level;
}

/** Whether the rows of a branch may come along with those of its level: one row each, for which nothing else is loaded. */
export function canComeAlong(branch: Branch): branch is RowBranch {
  if (branch.kind !== 'row' || branch.leadsBack) return false;
  return branch.lookup.level.branches.length === 0 && ![...branch.shown].some(isLongField);
}

/** Whether what the relation leads to is the row whose page its row is of, with all that is shown of it. */
export function leadsBack(relation: Relation, owner: Owner, wide: readonly Field[]): boolean {
  return (
    relation.target === owner.model &&
    owner.relation.through === undefined &&
    relation.through === undefined &&
    isSame(relation.from, owner.relation.to) &&
    isSame(relation.to, owner.relation.from) &&
    wide.every((field) => owner.level.wide.includes(field))
  );
}

function isSame(some: readonly Field[], others: readonly Field[]): boolean {
  return some.length === others.length && some.every((field, index) => field === others[index]);
}
