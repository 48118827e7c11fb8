import { type HttpAnswer, answerResult } from './answer.ts';
import { ClientError } from './client-error.ts';
import type { HttpRequest } from './http-request.ts';
import { acceptsHtml } from './negotiate.ts';

/** The path of GraphQL, unless the gateway is embedded under another. */
export const defaultEndpoint = '/graphql';

/** Refuses everything except GET and POST of `/graphql`. A browser at the root is redirected there. */
export function refuseRoute(
  { method, headers, path }: HttpRequest,
  endpoint: string,
): HttpAnswer | undefined {
  if (path === '/' && method === 'GET' && acceptsHtml(headers.accept)) {
    return { status: 302, headers: { location: '/graphql' }, body: '', codes: [] };
  }
  if (path !== '/graphql') return refusePath(endpoint);
  if (method === 'OPTIONS' && headers['access-control-request-method'] !== undefined) {
    return { status: 204, headers: {}, body: '', codes: [] };
  }
  if (method === 'GET' || method === 'POST') return undefined;
  return refuseMethod('GET or POST', method);
}

/**
 * Refuses a request with two Host headers, which proxies and servers may read differently. RFC 9112,
 * section 3.2, requires the status 400.
 */
export function refuseHosts({ rawHeaders }: HttpRequest): HttpAnswer | undefined {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts < 2
    ? undefined
    : answerRefusal(`Expected one Host header, got ${hosts}.`, 400, { connection: 'close' });
}

/** Refuses an unknown path. */
export function refusePath(endpoint: string): HttpAnswer {
  return answerRefusal(`Nothing is served at this path; GraphQL is at ${endpoint}.`, 404);
}

/**
 * Refuses a method.
 * @param expected lists the allowed ones, such as `GET or HEAD`.
 */
export function refuseMethod(expected: string, method: string): HttpAnswer {
  return answerRefusal(`Expected ${expected}, got ${method}.`, 405, {
    allow: expected.replace(' or ', ', '),
  });
}

function answerRefusal(message: string, status: number, headers: Record<string, string> = {}): HttpAnswer {
  const error = new ClientError('BAD_REQUEST', message, { status, headers });
  return answerResult({ errors: [error] }, 'application/json');
}
