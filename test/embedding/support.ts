import { createServer, type RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createGateway, type EmbeddedConfig, type EmbeddedGateway } from '../../src/index.ts';
import { seededDatabaseUrl } from '../support/database.ts';

/** The model of the bundled schema, as `gather model` writes it. */
export const bundledSchema = fileURLToPath(new URL('../../src/model/generated/model.json', import.meta.url));

/** A gateway within the test, and the lines of its log. */
export interface EmbeddedTestGateway extends AsyncDisposable {
  readonly gateway: EmbeddedGateway;
  readonly lines: Readonly<Record<string, unknown>>[];
}

/** Creates a gateway of the seeded directory. */
export async function openEmbedded(config: EmbeddedConfig = {}): Promise<EmbeddedTestGateway> {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const gateway = await createGateway({
    databaseUrl: seededDatabaseUrl(),
    schema: bundledSchema,
    eventLoopDelayMaxMs: 60_000, // the event loop is that of the test, too
    log: { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
    ...config,
  });
  return { gateway, lines, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() };
}

/** A server of node:http on a free port of loopback. */
export async function openListener(listener: RequestListener): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Posts a document. */
export async function post(url: string, query: string, init: RequestInit = {}): Promise<Answer> {
  return await readAnswer(await fetch(url, buildPost(query, init)));
}

/** Builds the options of a post for `fetch`. */
export function buildPost(query: string, init: RequestInit = {}): RequestInit {
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify({ query }), ...init };
}

/** Reads an answer of JSON. */
export async function readAnswer(response: Response): Promise<Answer> {
  return { status: response.status, body: await response.json() };
}
