import type { HttpRequest } from '../http-request.ts';
import { refuseCredentials } from './refuse-viewer.ts';

/** A credential of a request, before it is verified. */
export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'apiKey'; readonly apiKey: string };

/** The kinds of credentials that are accepted. */
export interface AcceptedCredentials {
  readonly hasTokens: boolean;
  /** In lower case. */
  readonly apiKeyHeader: string | undefined;
  /** True if the request was sent by a trusted proxy, which may have verified its `authorization`. */
  readonly isFromProxy: boolean;
}

const none: Credential = { kind: 'none' };
const bearerPattern = /^bearer +([\w.~+/-]+=*) *$/i;
const apiKeyMaxLength = 1_024;
/** Parameters by which clients send tokens. They would stand in logs and in the history of browsers. */
const tokenParameters = ['access_token', 'id_token', 'token', 'jwt', 'bearer', 'authorization'];

/**
 * Reads the one credential of a request.
 * @throws ClientError with 401 if it has another one, several, or a token in its URL.
 */
export function readCredential(
  { headers, rawHeaders, url }: Pick<HttpRequest, 'headers' | 'rawHeaders' | 'url'>,
  { hasTokens, apiKeyHeader, isFromProxy }: AcceptedCredentials,
): Credential {
  const query = url.indexOf('?');
  if (query !== -1 && hasToken(url.slice(query + 1)))
    throw refuseCredentials('A token in the URL is not accepted. Send it as a header.');
  const { authorization } = headers;
  const apiKey = apiKeyHeader === undefined ? undefined : headers[apiKeyHeader];
  if (authorization !== undefined) {
    if (count(rawHeaders, 'authorization') > 1)
      throw refuseCredentials('The request has several authorization headers.');
    if (apiKey !== undefined) throw refuseCredentials('The request has both a token and an API key.');
    if (hasTokens) return { kind: 'token', token: readBearer(authorization) };
    if (!isFromProxy) throw refuseCredentials('An authorization header is not accepted here.');
  }
  if (apiKey === undefined || apiKeyHeader === undefined) return none;
  if (typeof apiKey !== 'string' || count(rawHeaders, apiKeyHeader) > 1)
    throw refuseCredentials('The request has several API keys.');
  if (apiKey === '' || apiKey.length > apiKeyMaxLength)
    throw refuseCredentials(`An API key has 1 to ${apiKeyMaxLength} characters.`);
  return { kind: 'apiKey', apiKey };
}

function readBearer(authorization: string): string {
  const [, token] = bearerPattern.exec(authorization) ?? [];
  if (token === undefined)
    throw refuseCredentials('The authorization header has no bearer token (Bearer, a space, the token).');
  return token;
}

function hasToken(query: string): boolean {
  for (const name of new URLSearchParams(query).keys())
    if (tokenParameters.includes(name.toLowerCase())) return true;
  return false;
}

/** Counts a header. Node passes on only the first of some, and joins others. */
function count(rawHeaders: readonly string[], name: string): number {
  let found = 0;
  for (let index = 0; index < rawHeaders.length; index += 2)
    if (rawHeaders[index]?.toLowerCase() === name) found += 1;
  return found;
}
