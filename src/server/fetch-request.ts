import type { IncomingHttpHeaders } from 'node:http';
import type { HttpAnswer } from './answer.ts';
import { ClientError } from './client-error.ts';
import { answerHeaders, type HttpRequest } from './http-request.ts';
import { tooLarge } from './read-body.ts';

/** A request in the form of the Fetch API, as Next.js, Hono and Bun have it. */
export class FetchRequest implements HttpRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[] = [];
  /** Resolves to the answer. */
  readonly response: Promise<Response>;
  readonly #request: Request;
  readonly #resolve: (response: Response) => void;
  readonly #reject: (error: unknown) => void;

  constructor(request: Request, path: string) {
    this.#request = request;
    this.path = path;
    this.headers = Object.fromEntries(request.headers);
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    this.response = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  get method(): string {
    return this.#request.method;
  }

  get url(): string {
    return this.#request.url;
  }

  get readBefore(): { readonly body: unknown } | undefined {
    return this.#request.bodyUsed ? { body: undefined } : undefined;
  }

  async readBody(limit: number): Promise<string> {
    if (Number(this.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    try {
      for await (const chunk of this.#request.body ?? []) {
        bytes += chunk.length;
        if (bytes > limit) break; // which cancels the rest
        chunks.push(chunk);
      }
    } catch {
      throw new ClientError('BAD_REQUEST', 'The body ended before its announced length.');
    }
    if (bytes > limit) throw tooLarge(limit);
    return Buffer.concat(chunks).toString();
  }

  readClient(): undefined {
    return undefined;
  }

  onGone(listener: () => void): void {
    const { signal } = this.#request;
    if (signal.aborted) listener();
    else signal.addEventListener('abort', listener, { once: true });
  }

  async write(
    { status, headers: own, body, release }: HttpAnswer,
    headers: Readonly<Record<string, string>>,
  ): Promise<void> {
    const all = new Headers({ ...answerHeaders, ...headers, ...own });
    all.delete('connection'); // it belongs to the server
    // A response to HEAD or with this status has no body.
    const isEmpty = status === 204 || this.method === 'HEAD';
    this.#resolve(new Response(isEmpty ? null : toBody(body), { status, headers: all }));
    release?.();
  }

  destroy(error: unknown): void {
    this.#reject(error);
  }
}

/** Copies a body in one piece, since its buffer is used again. */
function toBody(body: HttpAnswer['body']): BodyInit {
  if (typeof body === 'string') return body;
  return Buffer.isBuffer(body) ? new Uint8Array(body) : toStream(body);
}

function toStream(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
