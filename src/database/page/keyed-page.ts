import type { Columns } from '../../model/columns.ts';
import type { StoredRow } from '../connection/packet-row.ts';
import type { RowsShape } from '../../model/load.ts';
import type { ServingIndex } from '../catalog/table-index.ts';
import { bindKeys } from '../keys/key-table.ts';
import type { Sql } from '../sql.ts';
import type { BoundStatement, Statement } from '../statement.ts';
import type { PageParts } from './page-parts.ts';

/** A page per key, as its methods need it. */
export interface KeyedPage extends PageParts {
  readonly shown: Columns;
  /** The index that has the rows of a key in order. */
  readonly index: ServingIndex | undefined;
}

/** Compiles SQL with a table of keys to a statement that accepts any keys. */
export function buildTableStatement(
  page: KeyedPage,
  statement: Sql,
  align: (rows: readonly StoredRow[], keyCount: number) => ReturnType<BoundStatement<RowsShape>['align']>,
): Statement<RowsShape> {
  return {
    bind: (keys) => ({ ...bindKeys(statement, page, keys), align: (rows) => align(rows, keys.length) }),
  };
}
