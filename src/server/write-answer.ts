import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpAnswer } from './answer.ts';
import { answerHeaders } from './http-request.ts';
import type { UnreadAnswers } from './unread-answers.ts';

/** The size of the parts of a long answer, which show whether its client continues to read. */
const partBytes = 262_144;

/** Writes an answer as its client reads it. A stream continues until it or the client ends. */
export async function writeAnswer(
  response: ServerResponse,
  answer: HttpAnswer,
  headers: Readonly<Record<string, string>>,
  unread: UnreadAnswers,
): Promise<void> {
  if (response.destroyed) return;
  const body = encodeLong(answer.body);
  const all = { ...answerHeaders, ...headers, ...answer.headers };
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
    // By now the system has accepted most answers completely.
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
 * Checks if the body of a refused request is still on its way. If its connection closed now, it would be
 * reset and the client would lose the answer. A client that waits for "continue" does not send its body.
 */
function isArriving({ complete, headers }: IncomingMessage): boolean {
  return !complete && headers.expect === undefined;
}

/** Waits for the rest of a body, or for the end of its connection. */
function arrived(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    request
      .once('end', () => resolve())
      .once('close', () => resolve())
      .resume();
  });
}

/** Encodes a long text. The socket would first join it with the head, and then encode it more slowly. */
function encodeLong(body: HttpAnswer['body']): HttpAnswer['body'] {
  return typeof body === 'string' && body.length > longCharacters ? Buffer.from(body) : body;
}

const longCharacters = 16_384;

/** Waits until the client has read more, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.once('drain', go).once('close', go);
  });
}
