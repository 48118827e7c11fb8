import type { Row } from '../../model/load.ts';
import type { Field } from '../../model/model.ts';
import { noRow } from '../../resolvers/read-key.ts';

/** The rows whose pages make up a level. */
export interface Owners {
  readonly rows: readonly Row[];
  /** The number of the owner of each row of the level. */
  readonly of: readonly number[];
}

/**
 * Finds the owners that the rows refer back to. Returns undefined unless every row does, so that all are
 * looked up.
 */
export function findOwned(
  rows: readonly Row[],
  from: readonly Field[],
  owners: Owners,
  to: readonly Field[],
): { readonly at: readonly number[]; readonly rows: readonly Row[] } | undefined {
  const found: Row[] = [];
  let last = noRow;
  let isBack = true;
  const at = rows.map((row, index) => {
    const number = owners.of[index] ?? noRow;
    const owner = owners.rows[number];
    isBack &&= owner !== undefined && refersTo(row, from, owner, to);
    // The rows of one owner are consecutive.
    if (number !== last && owner !== undefined) found.push(owner);
    last = number;
    return found.length - 1;
  });
  return isBack ? { at, rows: found } : undefined;
}

/** Returns true if the row refers to the other one by exactly the values of its key. */
function refersTo(row: Row, from: readonly Field[], other: Row, to: readonly Field[]): boolean {
  return from.every((field, index) => row[field.name] === other[to[index]?.name ?? '']);
}

/** Finds the owner of each row of a level, from the pages of the owners. */
export function findOwners(
  rows: readonly Row[],
  at: readonly number[],
  starts: readonly number[],
  ends: readonly number[],
): Owners {
  const of: number[] = [];
  for (let owner = 0; owner < at.length; owner++) {
    const number = at[owner] ?? noRow;
    if (number < 0) continue;
    for (let row = starts[number] ?? noRow; row >= 0 && row < (ends[number] ?? 0); row++) of[row] = owner;
  }
  return { rows, of };
}
