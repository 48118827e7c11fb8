import { openMigrationConnection } from '../migrate/open-migration-connection.ts';
import { createIdempotencyTable } from './idempotency.ts';

/** Makes the table that keeps the answers of mutations by their idempotency keys, where it is not there yet. */
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
