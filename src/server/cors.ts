import type { IncomingHttpHeaders } from 'node:http';

/**
 * Builds the headers that allow a page of a listed origin to call the gateway. Other origins get none, so
 * their browsers neither send JSON nor show the answer. Credentials are never allowed.
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
    'access-control-expose-headers': 'x-request-id, retry-after, www-authenticate',
    ...(headers['access-control-request-method'] === undefined ? undefined : answerPreflight(headers)),
  };
}

/**
 * Allows all requested headers. Clients and tracing libraries add their own, and none of them grants a
 * page more than its origin does.
 */
function answerPreflight(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const wanted = headers['access-control-request-headers'];
  return {
    vary: 'Origin, Access-Control-Request-Headers',
    'access-control-allow-methods': 'GET, POST',
    ...(wanted === undefined ? undefined : { 'access-control-allow-headers': wanted }),
    'access-control-max-age': '600',
  };
}
