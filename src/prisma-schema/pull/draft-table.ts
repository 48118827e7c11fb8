import type { StoredTable } from '../../model/stored-table.ts';
import type { PulledMember } from './pulled-schema.ts';

/** A table whose model is being drafted. */
export interface DraftTable {
  readonly table: StoredTable;
  readonly model: string;
  /** The names of the fields, by column. */
  readonly fields: ReadonlyMap<string, string>;
  readonly taken: Set<string>;
  readonly members: PulledMember[];
  /** `false` if no key names its rows, so that Prisma cannot use it. Views need no key. */
  readonly hasKey: boolean;
}
