import {
  BadDataError,
  DatabaseUnavailableError,
  GatherError,
  InternalError,
  TimeoutError,
  UnfitServerError,
} from '../../errors.ts';
import { untrustedCodes } from './describe-unavailability.ts';

/**
 * The numbers of server and driver errors that mean that there is no working connection now. 1040 and 1203:
 * too many connections. 1053: shutting down. 1927: connection killed. 45xxx: the driver's own (closed
 * socket, connect or acquire timeout).
 */
const unavailable = new Set([
  1040, 1053, 1203, 1927, 45009, 45012, 45013, 45014, 45019, 45025, 45026, 45028, 45029, 45035, 45037, 45044,
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
  'EPROTO',
  'ENOTFOUND',
  'EAI_AGAIN',
  ...untrustedCodes,
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
/** The server is not in the primary component of its cluster, and refuses all reads and writes of tables. */
const notPrimary = 1047;
/** The server is read-only, by its own settings, those of its transactions, or those of InnoDB. */
const readOnly = new Set([1290, 1792, 1836, 1874]);
/** Access denied and unknown database. The server answers, but refuses this user. */
const refused = new Set([1044, 1045, 1049, 1698]);
/** The statement was interrupted by KILL QUERY or by the server's own limit (MariaDB, MySQL). */
const interrupted = new Set([1317, 1969, 3024]);

/** Unknown column, no such index, illegal mix of collations: the tables differ from the catalog. */
const staleCatalog = new Set([1054, 1176, 1267]);

const noTable = 1146;

/** Also no such table: the tables differ from the model. */
const schemaMismatch = new Set([noTable, ...staleCatalog]);

/** Translates an error of the driver. Its cause is for the log and never for the client. */
export function translateError(error: unknown): GatherError {
  if (error instanceof GatherError) return error;
  if (isUnfitServer(error)) return new UnfitServerError(isReadOnly(error), { cause: error });
  if (isUnavailable(error)) return new DatabaseUnavailableError(undefined, { cause: error });
  if (interrupted.has(errorNumber(error)))
    return new TimeoutError('A statement was cancelled in the database.', { cause: error });
  if (errorNumber(error) === noTable)
    return new BadDataError('A table of the model is missing in the database.', { cause: error });
  return new InternalError('The database refused a statement.', { cause: error });
}

/** Returns true if the error means that the database cannot be reached or refuses this user. */
export function isUnavailable(error: unknown): boolean {
  const number = errorNumber(error);
  return (
    error instanceof DatabaseUnavailableError ||
    unavailable.has(number) ||
    refused.has(number) ||
    isUnfitServer(error) ||
    isUnreachable(error)
  );
}

/** Returns true if the server answers but cannot serve. Another server may, or the same one later. */
export function isUnfitServer(error: unknown): boolean {
  return error instanceof UnfitServerError || isReadOnly(error) || errorNumber(error) === notPrimary;
}

/** Returns true if the server takes no writes. */
function isReadOnly(error: unknown): boolean {
  return readOnly.has(errorNumber(error));
}

/**
 * Returns true for errors of the network. A missing file has the code of a missing socket, but also a path.
 */
function isUnreachable(error: unknown): boolean {
  return unavailableCodes.has(errorCode(error)) && !(error instanceof Error && 'path' in error);
}

/** Returns true if a statement compiled with a new catalog might succeed. */
export function isStaleCatalog(error: unknown): boolean {
  return staleCatalog.has(errorNumber(error));
}

/** Returns true if the tables differ from those that the statement was compiled for. */
export function isSchemaMismatch(error: unknown): boolean {
  return schemaMismatch.has(errorNumber(error));
}

/** Reads the number that the server or the driver gave an error. Returns 0 if it has none. */
export function errorNumber(error: unknown): number {
  return typeof error === 'object' && error !== null && 'errno' in error ? Number(error.errno) : 0;
}

function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
