import type { RelationChange, RowName } from '../../model/change.ts';
import type { Relation } from '../../model/model.ts';
import { mapSteps, type Steps } from '../../std/in-steps.ts';
import { findNamed } from './find-rows.ts';
import { type KnownRow, toKnownRow } from './known-row.ts';
import type { NewRow, WriteContext } from './write-context.ts';

/** A row to find by its name, or to create. */
export interface WantedRow extends NewRow {
  readonly where: RowName;
}

/** A wanted row that was found or created. */
export interface FoundOrCreated {
  readonly row: KnownRow;
  readonly isNew: boolean;
}

/** The change of a relation by `connectOrCreate`. */
export type ConnectOrCreate = RelationChange & { readonly operation: 'connectOrCreate' };

/**
 * Splits wanted rows into rounds. No two names of a round can match the same row, so a row that one round
 * creates is found by the next.
 */
export function* roundsOf<W extends { readonly where: RowName }>(
  wanted: readonly W[],
): Steps<readonly (readonly W[])[]> {
  const rounds: W[][] = [];
  const seen = new Map<string, number>();
  for (const each of wanted) {
    const id = fold(each.where);
    const round = seen.get(id) ?? 0;
    seen.set(id, round + 1);
    (rounds[round] ??= []).push(each);
    yield;
  }
  return rounds;
}

/**
 * Finds the rows of a round by their names, and creates the missing ones. The search takes no lock. If
 * another transaction creates such a row meanwhile, the insert fails and the transaction is retried.
 */
export async function connectOrCreate(
  context: WriteContext,
  { target, to }: Relation,
  wanted: readonly WantedRow[],
): Promise<readonly FoundOrCreated[]> {
  const names = wanted.map(({ where }) => where);
  const rows = await findNamed(context, target, names, { fields: to, lock: 'none' });
  const found = new Map<WantedRow, FoundOrCreated>();
  const known = [...target.key, ...to];
  const note = (each: WantedRow, index: number): void => {
    const row = rows[index];
    if (row) found.set(each, { row: toKnownRow(row, known), isNew: false });
  };
  await context.inSteps(mapSteps(wanted, note));
  const missing = wanted.filter((each) => !found.has(each));
  for (const [raced, group] of Map.groupBy(missing, ({ where }) => where.fields)) {
    const created = await context.rows.create(context, target, group, { needed: to, raced });
    for (const [index, row] of created.entries()) {
      const each = group[index];
      if (each) found.set(each, { row, isNew: true });
    }
  }
  return wanted.flatMap((each) => found.get(each) ?? []);
}

/** Folds a name to the loosest comparison: without case, accents and characters that collations ignore. */
function fold({ fields, values }: RowName): string {
  const texts = values.map((value) =>
    String(value)
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}]/gu, ''),
  );
  return JSON.stringify([fields.map(({ name }) => name), texts]);
}
