import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { HttpAnswer } from './answer.ts';

/** An HTTP request and the way back to its client, whatever kind of server has received it. */
export interface HttpRequest {
  readonly method: string;
  /** The path as the routes of the handler have it: `/graphql`, what is below it, and the probes. */
  readonly path: string;
  /** The target as it was sent, with its query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as they were sent. Empty if only the headers are known. */
  readonly rawHeaders: readonly string[];
  /** The body, if something has read it before: parsed, as text, or as bytes. */
  readonly readBefore: { readonly body: unknown } | undefined;
  /**
   * Reads the body as UTF-8 text.
   * @throws ClientError with 413, as soon as the limit in bytes is exceeded.
   */
  readonly readBody: (limit: number) => Promise<string>;
  /** Reads the address of the client, if it is known. */
  readonly readClient: (read: (request: IncomingMessage) => string | undefined) => string | undefined;
  /** Calls the listener if the client goes away before it has its answer. */
  readonly onGone: (listener: () => void) => void;
  /** Sends the answer. A stream continues until it or the client ends. */
  readonly write: (answer: HttpAnswer, headers: Readonly<Record<string, string>>) => Promise<void>;
  /** Ends a request whose answer could not be written. */
  readonly destroy: (error: unknown) => void;
}

/** The headers of every answer, against content sniffing and caching. */
export const answerHeaders = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' } as const;
