import type { ExecutionResult } from 'graphql';
import { type ErrorCode, errorCodes } from '../errors.ts';
import { JsonBytes } from '../std/json-bytes.ts';
import { ClientError } from './client-error.ts';
import type { JsonMediaType } from './negotiate.ts';

/** An HTTP answer, ready to be written. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | AsyncIterable<Uint8Array>;
  /** The codes of its errors, for the log. */
  readonly codes: readonly string[];
  /** The messages of its first errors, for the log, with the values of clients still in them. */
  readonly messages?: readonly string[] | undefined;
  /** To be called when the body was written, and nobody reads it any more. */
  readonly release?: (() => void) | undefined;
}

/** An answer of one piece of JSON. */
export interface JsonHttpAnswer extends HttpAnswer {
  readonly body: string | Buffer;
}

/** How long a client should leave a gateway alone that is overloaded or has no database, in seconds. */
const retryAfter = { 'retry-after': '1' } as const;

/**
 * Turns a result into an HTTP answer, with the status that "GraphQL over HTTP" asks for: 200 as soon as there is
 * data; without data the status of the worst code. As `application/json` a request that was understood and found
 * faulty is 200 too, since old clients take any other status for a proxy's.
 *
 * A result in which nothing could be read because the database is away, overloaded or late is answered as if it
 * had never started: without `data`, with 503 and Retry-After (504 for lateness), so that clients and proxies
 * know that it may be tried again.
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
    // Errors first, as the GraphQL specification recommends, so that they are seen in a long answer.
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

/** Writes an object as JSON, of which parts may be JSON already. */
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

/** Reads the codes of errors, each once. */
export function readCodes(errors: readonly unknown[]): readonly ErrorCode[] {
  return [...new Set(errors.map(readCode))];
}

/** Messages in a log line, at most. */
const messagesMax = 3;

/** Reads the messages of the first errors, each once. */
export function readMessages(errors: readonly unknown[]): readonly string[] {
  const messages = errors.map((error) =>
    error instanceof ClientError ? error.loggable : 'Unexpected error.',
  );
  return [...new Set(messages)].slice(0, messagesMax);
}

function readCode(error: unknown): ErrorCode {
  return error instanceof ClientError ? error.code : 'INTERNAL_SERVER_ERROR';
}

/** Whether no root has a value. Data of many bytes is not read again for it: it has some. */
function isEmpty(data: ExecutionResult['data']): boolean {
  if (data instanceof JsonBytes && data.byteLength > emptyMaxBytes) return false;
  const values: unknown = data instanceof JsonBytes ? data.toJSON() : data;
  return Object.values(values ?? {}).every((value) => value === null);
}

const emptyMaxBytes = 16_384;

/** Faults that pass by themselves. */
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

/** The request was well formed and the fault is in its document or variables. */
function isUnderstood(code: ErrorCode): boolean {
  return code === 'GRAPHQL_PARSE_FAILED' || code === 'GRAPHQL_VALIDATION_FAILED' || code === 'BAD_USER_INPUT';
}

function readHeaders(result: ExecutionResult): Record<string, string> {
  return Object.assign(
    {},
    ...(result.errors ?? []).map((error) => (error instanceof ClientError ? error.headers : {})),
  ) as Record<string, string>; // headers of a ClientError are strings
}
