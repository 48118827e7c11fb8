import type { RelationChange, RowName } from '../../model/change.ts';
import type { Relation } from '../../model/model.ts';
import { findNamed, toKnownRow } from './find-rows.ts';
import type { KnownRow, NewRow, WriteContext } from './write-context.ts';

/** A row that is to be there: the one of this name, or a new one. */
export interface WantedRow extends NewRow {
  readonly where: RowName;
}

/** One of these that was found or created. */
export interface FoundOrCreated {
  readonly row: KnownRow;
  readonly isNew: boolean;
}

/** The rows of a `connectOrCreate`. */
export type ConnectOrCreate = RelationChange & { readonly operation: 'connectOrCreate' };

/**
 * Finds rows by their names, and creates those that are not there. Names that may be one row's are looked up one after the
 * other, so that the second finds what the first has created. The names are looked for without a lock: one that another
 * transaction creates meanwhile is taken when it is inserted, and the transaction is tried again.
 */
export async function connectOrCreate(
  context: WriteContext,
  { target, to }: Relation,
  wanted: readonly WantedRow[],
): Promise<readonly FoundOrCreated[]> {
  const found = new Map<WantedRow, FoundOrCreated>();
  for (let rest = wanted; rest.length > 0; rest = rest.filter((each) => !found.has(each))) {
    const some = [...Map.groupBy(rest, ({ where }) => fold(where)).values()].flatMap(([first]) => first ?? []);
    const names = some.map(({ where }) => where);
    const rows = await findNamed(context, target, names, { fields: to, lock: 'none' });
    const missing = some.filter((_, index) => rows[index] === undefined);
    for (const [index, each] of some.entries()) {
      const row = rows[index];
      if (row) found.set(each, { row: toKnownRow(row, [...target.key, ...to]), isNew: false });
    }
    const groups = Map.groupBy(missing, ({ where }) => where.fields);
    for (const [raced, group] of groups) {
      const created = await context.rows.create(context, target, group, { needed: to, raced });
      for (const [index, row] of created.entries()) {
        const each = group[index];
        if (each) found.set(each, { row, isNew: true });
      }
    }
  }
  return wanted.flatMap((each) => found.get(each) ?? []);
}

/** A name as it is compared at the loosest: without case, accents and what collations pass over. */
function fold({ fields, values }: RowName): string {
  const texts = values.map((value) =>
    String(value)
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}]/gu, ''),
  );
  return JSON.stringify([fields.map(({ name }) => name), texts]);
}
