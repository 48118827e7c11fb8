import type { IncomingHttpHeaders } from 'node:http';
import { ClientError } from './client-error.ts';

/**
 * Headers that a page of another site cannot set without asking first. Any of them shows that a GET was not
 * caused by an image, a link or a form.
 */
const preflightHeaders = [
  'gather-preflight',
  'apollo-require-preflight',
  'graphql-require-preflight',
  'x-apollo-operation-name',
  'x-requested-with',
];

/**
 * The one content type that shows it, too: a page that sends it asks first. Others may look as if they did and be taken for
 * a simple one by a browser.
 */
const jsonContentType = /^\s*application\/json\s*(?:;|$)/i;

/**
 * Refuses a query by GET that a page of another site could have caused. In development plain tools need no
 * header: what carries no mark of another site's page (an Origin, a Sec-Fetch-Site that says so) is let through.
 * @throws ClientError with 400 and the header that is missing.
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
