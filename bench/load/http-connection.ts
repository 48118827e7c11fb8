import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An HTTP answer as far as it matters here. */
export interface HttpAnswer {
  readonly status: number;
  /** Its status line and headers. */
  readonly head: string;
  readonly body: Buffer;
}

const headEnd = Buffer.from('\r\n\r\n');

/**
 * A keep-alive connection for one request at a time. It understands answers with a content-length and nothing else
 * of HTTP, because a whole client costs more than the servers it is to load.
 */
export class HttpConnection implements Disposable {
  readonly #socket: Socket;
  #received: Buffer | undefined;
  /** Bytes of the whole answer, once its head is read. */
  #expectedBytes = 0;
  #bodyStart = 0;
  #head = '';
  #waiting: PromiseWithResolvers<HttpAnswer> | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('The server closed the connection.')));
  }

  static async open(port: number): Promise<HttpConnection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new HttpConnection(socket);
  }

  /** Sends a request, head and body in one piece, and waits for its answer. */
  exchange(request: Buffer): Promise<HttpAnswer> {
    if (this.#socket.destroyed) return Promise.reject(new Error('The server closed the connection.'));
    this.#waiting = Promise.withResolvers<HttpAnswer>();
    this.#socket.write(request);
    return this.#waiting.promise;
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    const received = this.#received ? Buffer.concat([this.#received, chunk]) : chunk;
    this.#received = received;
    if (this.#expectedBytes === 0 && !this.#readHead(received)) return;
    if (received.length < this.#expectedBytes) return;
    const answer = {
      status: Number(this.#head.slice(9, 12)),
      head: this.#head,
      body: received.subarray(this.#bodyStart, this.#expectedBytes),
    };
    this.#received = undefined;
    this.#expectedBytes = 0;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }

  #readHead(received: Buffer): boolean {
    const end = received.indexOf(headEnd);
    if (end === -1) return false;
    const head = received.toString('latin1', 0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) {
      this.#fail(new Error(`Expected an answer with a content-length, but got: ${head.slice(0, 500)}`));
      return false;
    }
    this.#head = head;
    this.#bodyStart = end + headEnd.length;
    this.#expectedBytes = this.#bodyStart + Number(length);
    return true;
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
    this.#socket.destroy();
  }
}

/** A GraphQL request as bytes to be sent. */
export function buildRequest(port: number, body: string): Buffer {
  const head = [
    'POST /graphql HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'accept: application/json',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
