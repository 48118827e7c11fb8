import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpAnswer } from './answer.ts';
import type { UnreadAnswers } from './unread-answers.ts';

/** What every answer carries: nothing here is a page to be guessed at, or to be kept. */
const commonHeaders = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' } as const;

/** A long answer is written in parts of this size, so that it shows whether its client reads on. */
const partBytes = 262_144;

/** Writes an answer as its client reads it; a stream goes on until it or the client ends. */
export async function writeAnswer(
  response: ServerResponse,
  answer: HttpAnswer,
  headers: Readonly<Record<string, string>>,
  unread: UnreadAnswers,
): Promise<void> {
  if (response.destroyed) return;
  const body = encodeLong(answer.body);
  const all = { ...commonHeaders, ...headers, ...answer.headers };
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    response.writeHead(answer.status, { ...all, 'content-length': Buffer.byteLength(body) });
    if (body.length > partBytes && Buffer.isBuffer(body)) {
      await writeParts(response, body, unread);
      if (!response.destroyed) response.end(answer.release);
      return;
    }
    if (isArriving(response.req)) {
      response.write(body);
      await arrived(response.req);
      response.end(answer.release);
      return;
    }
    response.end(body, answer.release);
    // The system has taken most answers whole by now.
    if (response.writableLength > 0) {
      const held = unread.hold(response, response.writableLength);
      response.once('close', held.end);
    }
    return;
  }
  response.writeHead(answer.status, all);
  for await (const chunk of body) {
    if (response.destroyed) break; // leaving the loop ends the source
    if (!response.write(chunk)) {
      const held = unread.hold(response, chunk.byteLength);
      await drained(response);
      held.end();
    }
  }
  response.end();
}

async function writeParts(response: ServerResponse, body: Buffer, unread: UnreadAnswers): Promise<void> {
  const held = unread.hold(response, body.length);
  response.once('close', held.end);
  for (let start = 0; start < body.length && !response.destroyed; start += partBytes) {
    if (response.write(body.subarray(start, start + partBytes))) continue;
    await drained(response);
    held.noteProgress();
  }
}

/**
 * Whether the body of a refused request is still on its way. A connection that is closed meanwhile is reset, and the
 * client loses the answer. A client that has asked for leave to send its body will not send it.
 */
function isArriving({ complete, headers }: IncomingMessage): boolean {
  return !complete && headers.expect === undefined;
}

/** Waits for the rest of a body, or for whoever cuts it off. */
function arrived(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    request
      .once('end', () => resolve())
      .once('close', () => resolve())
      .resume();
  });
}

/** A long text is written out here: the socket would first join it with the head, and then write it out more slowly. */
function encodeLong(body: HttpAnswer['body']): HttpAnswer['body'] {
  return typeof body === 'string' && body.length > longCharacters ? Buffer.from(body) : body;
}

const longCharacters = 16_384;

/** A client that reads slowly holds the answer up, and one that has gone ends it. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.once('drain', go).once('close', go);
  });
}
