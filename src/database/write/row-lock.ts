import type { Catalog } from '../catalog/read-catalog.ts';
import { raw, type Sql } from '../sql.ts';
import { modelAlias } from '../statement.ts';

/** A lock on found rows, which they keep until the transaction ends. */
export type Lock = 'none' | 'share' | 'update';

/**
 * Builds the lock of a statement. MySQL cannot lock a table of keys, so the clause names the model's table.
 * MariaDB skips tables of keys.
 */
export function buildLock(lock: Lock, { hasLateral: isMysql }: Catalog): Sql {
  if (lock === 'none') return raw('');
  if (isMysql) return raw(` FOR ${lock === 'share' ? 'SHARE' : 'UPDATE'} OF ${modelAlias}`);
  return raw(lock === 'share' ? ' LOCK IN SHARE MODE' : ' FOR UPDATE');
}
