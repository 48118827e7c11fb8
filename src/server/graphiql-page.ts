import type { IncomingHttpHeaders } from 'node:http';
import type { HttpAnswer } from './answer.ts';
import { buildGraphiqlAssets, type GraphiqlAsset, type GraphiqlAssets } from './graphiql-assets.ts';

/** The options of GraphiQL. */
export interface GraphiqlOptions {
  /** The first queries, one per tab. */
  readonly examples: readonly string[];
  /** `true` if the gateway adds its statements to an answer on request. */
  readonly trace: boolean;
  /** The path of the page as browsers see it. */
  readonly endpoint: string;
}

/** Answers with GraphiQL's page or one of its files. Returns undefined if there is no such file. */
export type Graphiql = (path: string, headers: IncomingHttpHeaders) => HttpAnswer | undefined;

/** Builds GraphiQL. Its page and files are compressed once. */
export async function buildGraphiql(options: GraphiqlOptions): Promise<Graphiql> {
  const assets = await buildGraphiqlAssets();
  const page = buildPage(assets, options);
  const { script, style } = assets;
  return (path, headers) => {
    if (path === '/graphql') return page;
    const asset = [script, style].find((each) => each.path === path);
    return acceptsGzip(headers['accept-encoding']) ? asset?.compressed : asset?.plain;
  };
}

/**
 * Builds the page. Its content security policy restricts connections and scripts to the gateway. Its
 * links are relative, so that a proxy may serve it under another path.
 */
function buildPage(
  { script, style }: GraphiqlAssets,
  { examples, trace, endpoint }: GraphiqlOptions,
): HttpAnswer {
  const [defaultQuery = '{ __typename }'] = examples;
  const folder = endpoint.slice(endpoint.lastIndexOf('/') + 1);
  const link = ({ path }: GraphiqlAsset): string =>
    `${folder}${path.slice('/graphql'.length)}`.replace(/^\//, '');
  const defaultTabs = examples.map((query) => ({ query }));
  const settings = JSON.stringify({
    title: 'Gather',
    logo,
    trace,
    defaultQuery,
    ...(defaultTabs.length > 1 && { defaultTabs }),
  });
  const body = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Gather</title>
    <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(logo)}">
    <link rel="stylesheet" href="${link(style)}">
  </head>
  <body id="body" class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript.</noscript>
    <div id="root"></div>
    <script type="application/json" id="settings">${settings.replaceAll('<', String.raw`\u003c`)}</script>
    <script src="${link(script)}"></script>
  </body>
</html>
`;
  return { status: 200, headers: pageHeaders, body, codes: [] };
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'", // the editor styles its lines in place
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
};

/** Many lines that become one. */
const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="#3b82f6" stroke-width="2.5" stroke-linecap="round"><path d="M3 4c7 0 6 8 11 8M3 20c7 0 6-8 11-8M3 12h18"/></svg>`;

/** Checks if a client accepts gzip, with a quality above zero. */
function acceptsGzip(acceptEncoding: string | undefined): boolean {
  return /(?:^|,)\s*(?:gzip|x-gzip)\s*(?:$|,|;(?!\s*q=0(?:\.0*)?\s*(?:$|,)))/i.test(acceptEncoding ?? '');
}
