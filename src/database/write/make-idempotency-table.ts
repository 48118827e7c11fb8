import { openMigrationConnection } from '../migrate/open-migration-connection.ts';
import { createIdempotencyTable } from './idempotency.ts';

/** Creates the table that keeps the answers of mutations by their idempotency keys, unless it exists. */
export async function makeIdempotencyTable(options: {
  readonly url: string;
  readonly report: (line: string) => void;
}): Promise<void> {
  const connection = await openMigrationConnection(options);
  try {
    await connection.query(createIdempotencyTable);
  } finally {
    await connection.end();
  }
}
