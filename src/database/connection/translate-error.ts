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
 * Server and driver errors that mean: there is no working connection now. 1040 and 1203: too many connections; 1053:
 * shutting down; 1927: connection killed; 45xxx: the driver's own (closed socket, connect or acquire timeout).
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
/** The server is not in the primary part of its cluster: it refuses whatever reads or writes a table. */
const notPrimary = 1047;
/** The server is read-only, by its own settings, by those of its transactions, or by those of InnoDB. */
const readOnly = new Set([1290, 1792, 1836, 1874]);
/** Access denied and unknown database: the server answers, but not to us. */
const refused = new Set([1044, 1045, 1049, 1698]);
/** The statement was interrupted by KILL QUERY or by the server's own limit (MariaDB, MySQL). */
const interrupted = new Set([1317, 1969, 3024]);

/** Unknown column, no such index, illegal mix of collations: the tables are not what the catalog says. */
const staleCatalog = new Set([1054, 1176, 1267]);

const noTable = 1146;

/** No such table either: the tables are not what the model says. */
const schemaMismatch = new Set([noTable, ...staleCatalog]);

/** Turns what the driver throws into an error of ours; its cause is for the log and never for the client. */
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

/** Whether the error says that the database cannot be reached or does not let us in. */
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

/** Tells whether the server answers, but cannot serve: another may, or the same one later. */
export function isUnfitServer(error: unknown): boolean {
  return error instanceof UnfitServerError || isReadOnly(error) || errorNumber(error) === notPrimary;
}

/** Tells whether the server takes no writes. */
function isReadOnly(error: unknown): boolean {
  return readOnly.has(errorNumber(error));
}

/** A missing socket has the code of a missing file, which is another matter and names its path. */
function isUnreachable(error: unknown): boolean {
  return unavailableCodes.has(errorCode(error)) && !(error instanceof Error && 'path' in error);
}

/** Whether a statement that knows the tables as they are now would not have failed so. */
export function isStaleCatalog(error: unknown): boolean {
  return staleCatalog.has(errorNumber(error));
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
