import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { HttpAnswer } from './answer.ts';
import type { HttpRequest } from './http-request.ts';
import { readBody } from './read-body.ts';
import type { UnreadAnswers } from './unread-answers.ts';
import { writeAnswer } from './write-answer.ts';

/** The properties that frameworks add to a request of node:http. */
export interface FrameworkRequest extends IncomingMessage {
  /** The target before a router has removed the path that it is mounted at. */
  readonly originalUrl?: string;
  /** The path that the router is mounted at. */
  readonly baseUrl?: string;
  readonly body?: unknown;
}

/** A request that a server of node:http has received, alone or within a framework. */
export class NodeRequest implements HttpRequest {
  readonly path: string;
  readonly #request: FrameworkRequest;
  readonly #response: ServerResponse;
  readonly #unread: UnreadAnswers;

  constructor(request: FrameworkRequest, response: ServerResponse, path: string, unread: UnreadAnswers) {
    this.path = path;
    this.#request = request;
    this.#response = response;
    this.#unread = unread;
  }

  get method(): string {
    return this.#request.method ?? 'GET';
  }

  get url(): string {
    return this.#request.originalUrl ?? this.#request.url ?? '/';
  }

  get headers(): IncomingHttpHeaders {
    return this.#request.headers;
  }

  get rawHeaders(): readonly string[] {
    return this.#request.rawHeaders;
  }

  get readBefore(): { readonly body: unknown } | undefined {
    return this.#request.readableDidRead ? { body: this.#request.body } : undefined;
  }

  readBody(limit: number): Promise<string> {
    return readBody(this.#request, this.#response, limit);
  }

  readClient(read: (request: IncomingMessage) => string | undefined): string | undefined {
    return read(this.#request);
  }

  onGone(listener: () => void): void {
    this.#response.once('close', () => {
      if (!this.#response.writableFinished) listener();
    });
  }

  write(answer: HttpAnswer, headers: Readonly<Record<string, string>>): Promise<void> {
    return writeAnswer(this.#response, answer, headers, this.#unread);
  }

  destroy(): void {
    this.#response.destroy();
  }
}
