// What a careful hand writes for just these operations: node:http and the driver, an operation a function, the SQL
// for it chosen by measuring (docs/decisions/0011-bench-peers.md). It executes no GraphQL and merges no requests: a
// floor for everything that does a statement's work for each request.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';
import { openDirectory } from './hand-written/directory.ts';
import { buildOperations, type Variables } from './hand-written/operations.ts';

const { DATABASE_URL = '', PORT = '' } = process.env;
/** Gather's default. */
const poolSize = 10;
const longTextCharacters = 16_384;

const operations = buildOperations(
  openDirectory({ ...readConnectionOptions(DATABASE_URL), connectionLimit: poolSize }),
);
const server = createServer((request, response) => void answer(request, response));
process.once('SIGTERM', () => process.exit());
server.listen(Number(PORT), '127.0.0.1');

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { query, variables = {} } = JSON.parse(await readBody(request)) as {
      query: string;
      variables?: Variables;
    };
    // The lookup of the start has no name.
    const name = /^(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? 'Start';
    const run = operations[name];
    if (run === undefined) throw new Error(`Expected a known operation, but got: ${name}`);
    send(response, 200, { data: await run(variables) });
  } catch (error) {
    send(response, 500, { errors: [{ message: error instanceof Error ? error.message : String(error) }] });
  }
}

function send(response: ServerResponse, status: number, answer: object): void {
  const text = JSON.stringify(answer);
  // A long text is turned into bytes once, not counted first; a short one goes out in one piece with its head.
  const body = text.length > longTextCharacters ? Buffer.from(text) : text;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

function readBody(request: IncomingMessage): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (text += chunk));
  request.on('end', () => resolve(text));
  request.on('error', reject);
  return promise;
}
