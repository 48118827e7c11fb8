import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { HttpAnswer } from './answer.ts';
import { graphiqlScript } from './graphiql-script.ts';
import { graphiqlStyle } from './graphiql-style.ts';

/** A file of GraphiQL's page. Its path has a hash of its content, so browsers cache it forever. */
export interface GraphiqlAsset {
  readonly path: string;
  readonly plain: HttpAnswer;
  /** Compressed with gzip, which every browser supports. Brotli saves a tenth more, but needs TLS. */
  readonly compressed: HttpAnswer;
}

/** The files of GraphiQL's page. */
export interface GraphiqlAssets {
  readonly script: GraphiqlAsset;
  readonly style: GraphiqlAsset;
}

/**
 * Builds the files of GraphiQL from its package, with workers and fonts, so that the page loads nothing
 * from other hosts.
 */
export async function buildGraphiqlAssets(): Promise<GraphiqlAssets> {
  const { script, style } = splitPage(renderGraphiQL());
  const [scriptAsset, styleAsset] = await Promise.all([
    buildAsset('js', 'text/javascript', script + graphiqlScript),
    buildAsset('css', 'text/css', style + graphiqlStyle),
  ]);
  return { script: scriptAsset, style: styleAsset };
}

/**
 * Reads the styles, and the script without the call that starts it, from the page that the package
 * renders.
 */
function splitPage(html: string): { readonly script: string; readonly style: string } {
  const [, style] = /<style>([^]*?)<\/style>/.exec(html) ?? [];
  const [, script] = /<script>([^]*)YogaGraphiQL\.renderYogaGraphiQL\(/.exec(html) ?? [];
  if (script !== undefined && style !== undefined) return { script, style };
  throw new Error('Expected the page of GraphiQL to have a style and a script that starts it.');
}

const compress = promisify(gzip);

async function buildAsset(extension: string, mediaType: string, text: string): Promise<GraphiqlAsset> {
  const body = Buffer.from(text);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  const headers = {
    'content-type': `${mediaType}; charset=utf-8`,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  };
  return {
    path: `/graphql/graphiql-${hash}.${extension}`,
    plain: { status: 200, headers, body, codes: [] },
    compressed: {
      status: 200,
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: await compress(body),
      codes: [],
    },
  };
}
