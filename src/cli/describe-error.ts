import { ConfigError } from '../config.ts';
import { describeUnavailability } from '../database/connection/describe-unavailability.ts';
import { LocalDatabaseError } from '../database/local/local-database-error.ts';
import { MigrationError } from '../database/migrate/migration-error.ts';
import { isUnavailable } from '../database/connection/translate-error.ts';
import { ModelError } from '../prisma-schema/model-error.ts';
import { WorkerError } from './worker-process.ts';

/**
 * Describes an error to the operator. An expected error has a message without a stack. Any other is a
 * fault of the gateway.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // The driver's own message has the statement with its values, and options that a URL does not have.
  if ('sqlMessage' in error || isUnavailable(error)) return `The database: ${describeUnavailability(error)}`;
  const expected =
    error instanceof ConfigError ||
    error instanceof LocalDatabaseError ||
    error instanceof MigrationError ||
    error instanceof ModelError ||
    error instanceof WorkerError ||
    // Refused by the system or the database.
    hasAnyCode(error) ||
    hasAnyCode(error.cause);
  return expected ? error.message : (error.stack ?? error.message);
}

function hasAnyCode(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}
