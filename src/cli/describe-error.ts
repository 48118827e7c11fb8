import { ConfigError } from '../config.ts';
import { describeUnavailability } from '../database/connection/describe-unavailability.ts';
import { LocalDatabaseError } from '../database/local/local-database-error.ts';
import { MigrationError } from '../database/migrate/migration-error.ts';
import { isUnavailable } from '../database/connection/translate-error.ts';
import { ModelError } from '../prisma-schema/model-error.ts';
import { WorkerError } from './worker-process.ts';

/** Says what went wrong. Errors that tell the operator what to do need no stack; any other is a fault of ours. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // The driver's own words hold the statement with its values, and options that a URL does not have.
  if ('sqlMessage' in error || isUnavailable(error)) return `The database: ${describeUnavailability(error)}`;
  const expected =
    error instanceof ConfigError ||
    error instanceof LocalDatabaseError ||
    error instanceof MigrationError ||
    error instanceof ModelError ||
    error instanceof WorkerError ||
    // what the system, or the database, refused: as it says it, or put into words of ours
    hasAnyCode(error) ||
    hasAnyCode(error.cause);
  return expected ? error.message : (error.stack ?? error.message);
}

function hasAnyCode(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}
