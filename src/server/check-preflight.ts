import type { IncomingHttpHeaders } from 'node:http';
import { ClientError } from './client-error.ts';

/**
 * Headers for which a browser sends a preflight from a page of another site. A GET with one of them was
 * not caused by an image, a link or a form.
 */
const preflightHeaders = [
  'gather-preflight',
  'apollo-require-preflight',
  'graphql-require-preflight',
  'x-apollo-operation-name',
  'x-requested-with',
];

/** The only content type that also needs a preflight. Browsers may treat similar ones as simple. */
const jsonContentType = /^\s*application\/json\s*(?:;|$)/i;

/**
 * Refuses a query by GET that a page of another site could have caused. In development a request without
 * a mark of another site (an Origin, or a Sec-Fetch-Site) needs no header, so that plain tools work.
 * @throws ClientError with 400 and the missing header.
 */
export function checkPreflight(headers: IncomingHttpHeaders, production: boolean): void {
  if (jsonContentType.test(headers['content-type'] ?? '')) return;
  if (preflightHeaders.some((name) => headers[name] !== undefined)) return;
  if (!production && !isFromPage(headers)) return;
  throw new ClientError(
    'BAD_REQUEST',
    'A query by GET needs the header "gather-preflight: 1" (or "content-type: application/json"), so that no other site can send it.',
  );
}

function isFromPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  const elsewhere = site !== undefined && site !== 'same-origin' && site !== 'none';
  return elsewhere || (headers.origin !== undefined && site !== 'same-origin');
}
