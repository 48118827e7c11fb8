import type { IncomingMessage, ServerResponse } from 'node:http';
import { ClientError } from './client-error.ts';

/**
 * Reads a body as UTF-8 text, and never keeps more than `limit` bytes of it, whatever its announced
 * length.
 * @throws ClientError with 413, as soon as the limit is exceeded.
 */
export function readBody(request: IncomingMessage, response: ServerResponse, limit: number): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > limit)
    return Promise.reject(refuseLarge(request, limit));
  if (request.headers.expect !== undefined) response.writeContinue();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const leave = (): void => {
      request.off('data', take).off('end', end).off('error', cut).off('close', cut);
    };
    const stop = (error: Error): void => {
      leave();
      reject(error);
    };
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > limit) stop(refuseLarge(request, limit));
      else chunks.push(chunk);
    };
    const end = (): void => {
      leave();
      resolve(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString());
    };
    // The only errors of a request are those of its connection.
    const cut = (): void =>
      stop(new ClientError('BAD_REQUEST', 'The body ended before its announced length.'));
    request.on('data', take).once('end', end).once('error', cut).once('close', cut);
  });
}

function refuseLarge(request: IncomingMessage, limit: number): ClientError {
  discard(request, limit);
  return tooLarge(limit);
}

/** Builds the error of a body with more bytes than the limit. */
export function tooLarge(limit: number): ClientError {
  return new ClientError('BAD_REQUEST', `Expected a body of at most ${limit} bytes, got a larger one.`, {
    status: 413,
    headers: { connection: 'close' },
  });
}

/** The multiple of the limit that a refused upload may send before its connection is cut. */
const discardedLimits = 20;

/**
 * Discards the rest of a refused body, so that the client reads the refusal. A client that continues too
 * long is cut off.
 */
function discard(request: IncomingMessage, limit: number): void {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > limit * discardedLimits) request.destroy();
  });
  request.on('error', () => undefined);
}
