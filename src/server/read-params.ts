import { ClientError } from './client-error.ts';
import type { GraphQLParams } from './exchange.ts';
import { readDepth } from '../std/read-depth.ts';
import type { HttpRequest } from './http-request.ts';
import { tooLarge } from './read-body.ts';

/** The input of a request: the text of a body or of a URL, or a value that was parsed before. */
export type Given = { readonly body: string } | { readonly url: string } | { readonly value: unknown };

/**
 * Reads the input of a GET or POST.
 * @throws ClientError with 400, 413 or 415, the expected value and the given one.
 */
export async function readGiven(
  request: HttpRequest,
  { bodyMaxBytes }: { readonly bodyMaxBytes: number },
): Promise<Given> {
  const { method, url, headers, readBefore } = request;
  if (method === 'GET') return { url };
  checkContentType(headers['content-type']);
  if (Number(headers['content-length'] ?? 0) > bodyMaxBytes && readBefore !== undefined)
    throw tooLarge(bodyMaxBytes);
  if (readBefore !== undefined) return readGivenBody(readBefore.body, bodyMaxBytes);
  checkContentEncoding(headers['content-encoding']);
  return { body: await request.readBody(bodyMaxBytes) };
}

/** Takes a body that a framework has read: parsed, as text, or as bytes. */
function readGivenBody(body: unknown, limit: number): Given {
  const text = Buffer.isBuffer(body) ? body.toString() : body;
  if (typeof text === 'string') {
    if (Buffer.byteLength(text) > limit) throw tooLarge(limit);
    return { body: text };
  }
  if (text !== undefined) return { value: text };
  throw new ClientError(
    'INTERNAL_SERVER_ERROR',
    'Expected the body of the request, or the property "body" with what was read of it, got neither.',
  );
}

/**
 * Reads the GraphQL parameters of the input. It runs before both ways through Yoga, so that they agree on
 * what a GraphQL request is.
 * @throws ClientError with 400, the expected value and the given one.
 */
export function readParams(
  given: Given,
  { variablesMaxDepth }: { readonly variablesMaxDepth: number },
): GraphQLParams {
  const params = checkParams(readValue(given));
  // The text is read faster than the value, and no value is deeper than its text.
  if (!('body' in given) || readDepth(given.body) > variablesMaxDepth)
    checkDepth(params.variables, variablesMaxDepth);
  return params;
}

function readValue(given: Given): unknown {
  if ('value' in given) return given.value;
  return 'url' in given ? readQueryString(given.url) : readJson(given.body, 'The body');
}

function readQueryString(url: string): object {
  const start = url.indexOf('?');
  const search = new URLSearchParams(start === -1 ? '' : url.slice(start + 1));
  return {
    query: search.get('query'),
    operationName: search.get('operationName'),
    variables: readJsonParameter(search, 'variables'),
    extensions: readJsonParameter(search, 'extensions'),
  };
}

function readJsonParameter(search: URLSearchParams, name: string): unknown {
  const text = search.get(name);
  return text === null || text === '' ? undefined : readJson(text, `The parameter "${name}"`);
}

/**
 * Allows only JSON. Any page can send a form or plain text without a preflight, and uploads are not
 * supported.
 */
function checkContentType(header: string | undefined): void {
  const [mediaType = '', ...parameters] = (header ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (mediaType !== 'application/json') {
    throw new ClientError(
      'BAD_REQUEST',
      `Expected the content type application/json, got ${mediaType === '' ? 'none' : JSON.stringify(mediaType)}.`,
      { status: 415, headers: { accept: 'application/json' } },
    );
  }
  const charset = parameters.find((part) => part.startsWith('charset='))?.slice(8);
  if (charset !== undefined && !/^"?utf-?8"?$/.test(charset)) {
    throw new ClientError('BAD_REQUEST', `Expected the charset utf-8, got ${JSON.stringify(charset)}.`, {
      status: 415,
    });
  }
}

/** Refuses compressed bodies, which could exceed the limit a thousand times once unpacked. */
function checkContentEncoding(header: string | undefined): void {
  if (header === undefined || header.toLowerCase() === 'identity') return;
  throw new ClientError(
    'BAD_REQUEST',
    `Expected a body that is not compressed, got the content encoding ${JSON.stringify(header)}.`,
    { status: 415, headers: { 'accept-encoding': 'identity' } },
  );
}

function readJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not JSON';
    throw new ClientError('BAD_REQUEST', `${name} is not JSON: ${reason.slice(0, 200)}.`);
  }
}

function checkParams(value: unknown): GraphQLParams {
  if (!isObject(value)) {
    throw new ClientError('BAD_REQUEST', `Expected an object with a "query", got ${describeType(value)}.`);
  }
  const { query, operationName, variables, extensions } = value;
  if (query === undefined || query === null) {
    if (isObject(extensions) && isObject(extensions['persistedQuery'])) throw notPersisted();
    throw new ClientError('BAD_REQUEST', 'Expected "query" to be a GraphQL document, got none.');
  }
  if (typeof query !== 'string') throw wrongType('query', 'a string', query);
  if (operationName != null && typeof operationName !== 'string') {
    throw wrongType('operationName', 'a string', operationName);
  }
  if (variables != null && !isObject(variables)) throw wrongType('variables', 'an object', variables);
  if (extensions != null && !isObject(extensions)) throw wrongType('extensions', 'an object', extensions);
  return { query, operationName: operationName || undefined, variables: variables ?? undefined };
}

/**
 * Builds the error of a query by hash, in the form after which Apollo's clients send the text. The status
 * is 200 as in Apollo Server, since some clients take any other for a network failure.
 */
function notPersisted(): ClientError {
  return new ClientError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported', { status: 200 });
}

/** Limits the depth of variables, since they are read recursively. */
export function checkDepth(variables: GraphQLParams['variables'], most: number): void {
  if (variables && isDeeperThan(variables, most)) {
    throw new ClientError(
      'TOO_COMPLEX',
      `The variables have more than ${most} levels of lists and objects, which is the limit.`,
    );
  }
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

function wrongType(name: string, wanted: string, got: unknown): ClientError {
  return new ClientError('BAD_REQUEST', `Expected "${name}" to be ${wanted}, got ${describeType(got)}.`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describeType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
