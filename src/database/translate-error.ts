import { DatabaseUnavailableError, GatherError, InternalError, TimeoutError } from '../errors.ts';
import { untrustedCodes } from './describe-unavailability.ts';

/**
 * Server and driver errors that mean: there is no working connection now. 1040 and 1203: too many connections; 1053:
 * shutting down; 1927: connection killed; 45xxx: the driver's own (closed socket, connect or acquire timeout).
 */
const unavailable = new Set([
  1040, 1053, 1203, 1927, 45009, 45012, 45013, 45014, 45019, 45025, 45026, 45028, 45029, 45044,
]);
const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNABORTED',
  'ENOTFOUND',
  'EAI_AGAIN',
  ...untrustedCodes,
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
/** Access denied and unknown database: the server answers, but not to us. */
const refused = new Set([1044, 1045, 1049, 1698]);
/** The statement was interrupted by KILL QUERY or by the server's own limit (MariaDB, MySQL). */
const interrupted = new Set([1317, 1969, 3024]);

const missingIndex = 1176;
/** No such index, illegal mix of collations: the tables are not what the catalog says. */
const staleCatalog = new Set([missingIndex, 1267]);

/** Unknown column, no such table: the tables are not what the model says. */
const schemaMismatch = new Set([1054, 1146, ...staleCatalog]);

/** Turns what the driver throws into an error of ours; its cause is for the log and never for the client. */
export function translateError(error: unknown): GatherError {
  if (error instanceof GatherError) return error;
  if (isUnavailable(error)) return new DatabaseUnavailableError(undefined, { cause: error });
  if (interrupted.has(errorNumber(error)))
    return new TimeoutError('A statement was cancelled in the database.', { cause: error });
  return new InternalError('The database refused a statement.', { cause: error });
}

/** Whether the error says that the database cannot be reached or does not let us in. */
export function isUnavailable(error: unknown): boolean {
  const number = errorNumber(error);
  return unavailable.has(number) || refused.has(number) || isUnreachable(error);
}

/** A missing socket has the code of a missing file, which is another matter and names its path. */
function isUnreachable(error: unknown): boolean {
  return unavailableCodes.has(errorCode(error)) && !(error instanceof Error && 'path' in error);
}

/** Whether a statement that knows the tables as they are now would not have failed so. */
export function isStaleCatalog(error: unknown): boolean {
  return staleCatalog.has(errorNumber(error));
}

/** Whether a statement names an index that is gone. */
export function isMissingIndex(error: unknown): boolean {
  return errorNumber(error) === missingIndex;
}

/** Whether the error says that the tables are other than the statement was compiled for. */
export function isSchemaMismatch(error: unknown): boolean {
  return schemaMismatch.has(errorNumber(error));
}

/** The server's or the driver's number of an error; 0 where it has none. */
export function errorNumber(error: unknown): number {
  return typeof error === 'object' && error !== null && 'errno' in error ? Number(error.errno) : 0;
}

function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
