import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** What every answer carries: nothing here is a page to be guessed at, or to be kept. */
const commonHeaders = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' } as const;

/** Writes an answer; a stream goes on until it or the client ends. */
export async function writeAnswer(
  response: ServerResponse,
  answer: Answer,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  if (response.destroyed) return;
  const body = encodeLong(answer.body);
  const all = { ...commonHeaders, ...headers, ...answer.headers };
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    response.writeHead(answer.status, { ...all, 'content-length': Buffer.byteLength(body) });
    response.end(body, answer.release);
    return;
  }
  response.writeHead(answer.status, all);
  for await (const chunk of body) {
    if (response.destroyed) break; // leaving the loop ends the source
    if (!response.write(chunk)) await drained(response);
  }
  response.end();
}

/** A long text is written out here: the socket would first join it with the head, and then write it out more slowly. */
function encodeLong(body: Answer['body']): Answer['body'] {
  return typeof body === 'string' && body.length > longCharacters ? Buffer.from(body) : body;
}

const longCharacters = 16_384;

/** A client that reads slowly holds the stream up, and one that has gone ends it. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.once('drain', go).once('close', go);
  });
}
