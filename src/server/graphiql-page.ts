import { createHash } from 'node:crypto';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { Answer } from './answer.ts';

/**
 * Builds the page of GraphiQL, once. Its scripts, styles and fonts are part of it, and its content security
 * policy lets it talk to the gateway alone and run no script but its own. Each example is a tab of the first visit.
 */
export function buildGraphiqlPage({ examples }: { readonly examples: readonly string[] }): Answer {
  const [defaultQuery = '{ __typename }'] = examples;
  const defaultTabs = examples.map((query) => ({ query }));
  const settings = { title: 'Gather', defaultQuery, ...(defaultTabs.length > 1 && { defaultTabs }) };
  const written = JSON.stringify(settings);
  const html = renderGraphiQL(settings)
    // In a script nothing may look like the end of it.
    .replace(written, () => written.replaceAll('<', String.raw`\u003c`))
    .replace('<script>', () => `<script>${rememberQuery(written)}`)
    // As a browser does before it compares hashes.
    .replaceAll('\r\n', '\n');
  const scripts = [...html.matchAll(/<script>([^]*?)<\/script/g)].map(([, text = '']) => text);
  const hashes = scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': [
        "default-src 'none'",
        `script-src ${hashes.join(' ')} blob:`,
        "style-src 'unsafe-inline'", // the editor styles its lines in place
        "connect-src 'self'",
        "img-src 'self' data:",
        'font-src data:',
        'worker-src blob:',
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    },
    body: Buffer.from(html),
    codes: [],
  };
}

/**
 * GraphiQL notes the query of its first visit only once it has been edited, and would begin the second one with an
 * empty tab beside it.
 */
function rememberQuery(settings: string): string {
  const key = "'graphiql:query'";
  const query = `${settings.replaceAll('<', String.raw`\u003c`)}.defaultQuery`;
  return `localStorage.getItem(${key}) ?? localStorage.setItem(${key}, ${query});`;
}
