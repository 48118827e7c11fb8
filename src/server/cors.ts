import type { IncomingHttpHeaders } from 'node:http';

/**
 * The headers that let a page of a listed origin call the gateway, and none for any other: without them its
 * browser neither sends JSON nor shows the answer. Credentials are never allowed.
 */
export function corsHeaders(
  headers: IncomingHttpHeaders,
  corsOrigins: readonly string[],
): Readonly<Record<string, string>> {
  if (corsOrigins.length === 0) return {};
  const { origin } = headers;
  if (origin === undefined || !corsOrigins.includes(origin)) return { vary: 'Origin' };
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'x-request-id, retry-after',
    ...(headers['access-control-request-method'] === undefined ? undefined : preflightHeaders),
  };
}

const preflightHeaders = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers':
    'content-type, authorization, idempotency-key, gather-preflight, gather-trace, apollo-require-preflight, x-requested-with, x-request-id',
  'access-control-max-age': '600',
};
