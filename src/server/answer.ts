import type { ExecutionResult } from 'graphql';
import { type ErrorCode, errorCodes } from '../errors.ts';
import { JsonBytes } from '../std/json-bytes.ts';
import { ClientError } from './client-error.ts';
import type { JsonMediaType } from './negotiate.ts';

/** An HTTP answer that is ready to be written. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | AsyncIterable<Uint8Array>;
  /** The codes of its errors, for the log. */
  readonly codes: readonly string[];
  /** The messages of its first errors for the log. They may still hold values of the client. */
  readonly messages?: readonly string[] | undefined;
  /** Called when the body is written and nothing reads it any more. */
  readonly release?: (() => void) | undefined;
}

/** An answer of one JSON value. */
export interface JsonHttpAnswer extends HttpAnswer {
  readonly body: string | Buffer;
}

/** The wait before a client tries again if the gateway is overloaded or has no database, in seconds. */
const retryAfter = { 'retry-after': '1' } as const;

/**
 * Turns a result into an HTTP answer with the status of "GraphQL over HTTP": 200 with data, else that of
 * the worst code. As `application/json`, invalid documents and variables are 200 too, since old clients
 * mistake any other status for a proxy's. If nothing could be read because the database is away,
 * overloaded or late, the answer has no `data`. It is 503 with Retry-After, or 504 for a timeout, so that
 * clients and proxies can try again.
 */
export function answerResult(result: ExecutionResult, mediaType: JsonMediaType): JsonHttpAnswer {
  const errors = result.errors ?? [];
  const codes = readCodes(errors);
  const nothingRead = errors.length > 0 && codes.every(isPassing) && isEmpty(result.data);
  const { data, extensions } = result;
  const hasData = data !== undefined && !nothingRead;
  const status = hasData ? 200 : readStatus(result, codes, mediaType);
  return {
    status,
    headers: {
      'content-type': `${mediaType}; charset=utf-8`,
      ...(status === 503 ? retryAfter : undefined),
      ...readHeaders(result),
    },
    // Errors come first, as the GraphQL specification recommends, so that they are visible in a long
    // answer.
    body: writeObject({
      errors: errors.length > 0 ? errors : undefined,
      data: hasData ? data : undefined,
      extensions: extensions && Object.keys(extensions).length > 0 ? extensions : undefined,
    }),
    codes,
    messages: errors.length > 0 ? readMessages(errors) : undefined,
    release: data instanceof JsonBytes ? () => data.release() : undefined,
  };
}

/** Writes an object as JSON. Its values may be JSON already. */
function writeObject(parts: Readonly<Record<string, unknown>>): string | Buffer {
  let whole: JsonBytes | undefined;
  let before = '';
  let after = '';
  for (const [name, part] of Object.entries(parts)) {
    if (part === undefined) continue;
    const key = `${before === '' ? '{' : ','}"${name}":`;
    if (part instanceof JsonBytes) [whole, before] = [part, `${before}${after}${key}`];
    else if (whole) after += key + JSON.stringify(part);
    else before += key + JSON.stringify(part);
  }
  after += before === '' ? '{}' : '}';
  return whole ? whole.enclose(before, after) : before + after;
}

/** Reads the distinct codes of errors. */
export function readCodes(errors: readonly unknown[]): readonly ErrorCode[] {
  return [...new Set(errors.map(readCode))];
}

/** The maximum number of messages in a log line. */
const messagesMax = 3;

/** Reads the distinct messages of the first errors. */
export function readMessages(errors: readonly unknown[]): readonly string[] {
  const messages = errors.map((error) =>
    error instanceof ClientError ? error.loggable : 'Unexpected error.',
  );
  return [...new Set(messages)].slice(0, messagesMax);
}

function readCode(error: unknown): ErrorCode {
  return error instanceof ClientError ? error.code : 'INTERNAL_SERVER_ERROR';
}

/** Checks if no root field has a value. Data in the form of bytes has one, and is not parsed for this. */
function isEmpty(data: ExecutionResult['data']): boolean {
  if (data instanceof JsonBytes && data.byteLength > emptyMaxBytes) return false;
  const values: unknown = data instanceof JsonBytes ? data.toJSON() : data;
  return Object.values(values ?? {}).every((value) => value === null);
}

const emptyMaxBytes = 16_384;

/** Checks if an error may disappear without a change of the request. */
function isPassing(code: ErrorCode): boolean {
  return code === 'OVERLOADED' || code === 'DATABASE_UNAVAILABLE' || code === 'TIMEOUT';
}

function readStatus(result: ExecutionResult, codes: readonly ErrorCode[], mediaType: JsonMediaType): number {
  const own = result.errors?.find((error) => error instanceof ClientError && error.status !== undefined);
  if (own instanceof ClientError && own.status !== undefined) return own.status;
  if (codes.includes('OVERLOADED') || codes.includes('DATABASE_UNAVAILABLE')) return 503;
  if (mediaType === 'application/json' && codes.every(isUnderstood)) return 200;
  return Math.max(400, ...codes.map((code) => errorCodes[code].status));
}

/** Checks if the request was well-formed, so that the fault is in its document or variables. */
function isUnderstood(code: ErrorCode): boolean {
  return code === 'GRAPHQL_PARSE_FAILED' || code === 'GRAPHQL_VALIDATION_FAILED' || code === 'BAD_USER_INPUT';
}

function readHeaders(result: ExecutionResult): Record<string, string> {
  return Object.assign(
    {},
    ...(result.errors ?? []).map((error) => (error instanceof ClientError ? error.headers : {})),
  ) as Record<string, string>; // headers of a ClientError are strings
}
