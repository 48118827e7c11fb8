import type { IncomingMessage } from 'node:http';
import { type HttpAnswer, answerResult } from './answer.ts';
import { ClientError } from './client-error.ts';
import { acceptsHtml } from './negotiate.ts';

/** Refuses everything except GET and POST of `/graphql`. A browser at the root is redirected there. */
export function refuseRoute(
  { method = 'GET', headers }: IncomingMessage,
  path: string,
): HttpAnswer | undefined {
  if (path === '/' && method === 'GET' && acceptsHtml(headers.accept)) {
    return { status: 302, headers: { location: '/graphql' }, body: '', codes: [] };
  }
  if (path !== '/graphql') return refusePath();
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
export function refuseHosts({ rawHeaders }: IncomingMessage): HttpAnswer | undefined {
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
export function refusePath(): HttpAnswer {
  return answerRefusal('Nothing is served at this path; GraphQL is at /graphql.', 404);
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
