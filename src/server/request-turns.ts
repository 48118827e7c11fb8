import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Answers a request; never throws. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** A request of a connection, and where its answer goes. */
interface Turn {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What a connection has sent and is not answered yet. */
interface Connection {
  /** The request whose answer is made or written now. */
  current: Turn | undefined;
  readonly waiting: Turn[];
  /** The one that was sent last, which may not have arrived whole. */
  latest: IncomingMessage;
  /** Ends the connection when all of them are answered. */
  end: (() => void) | undefined;
}

/**
 * Hands the requests of a connection on one at a time: the next one begins when the client has taken the answer to
 * the one before. Node's parser reads a flood of pipelined requests ahead, and their answers would all wait in memory
 * for a client that reads none of them.
 */
export class RequestTurns {
  readonly #handle: Handle;
  readonly #pipelinedMax: number;
  readonly #connections = new WeakMap<Duplex, Connection>();

  /** @param pipelinedMax requests that may wait on a connection; one that sends more is closed. */
  constructor(handle: Handle, pipelinedMax: number) {
    this.#handle = handle;
    this.#pipelinedMax = pipelinedMax;
  }

  /** Takes a request that a connection has sent. */
  take(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    if (!socket.writable) return; // what the parser still had of a connection that was closed
    let connection = this.#connections.get(socket);
    if (connection === undefined) {
      connection = { current: undefined, waiting: [], latest: request, end: undefined };
      this.#connections.set(socket, connection);
    }
    connection.latest = request;
    if (connection.current === undefined) this.#begin(connection, { request, response });
    else if (connection.waiting.length < this.#pipelinedMax) connection.waiting.push({ request, response });
    else {
      connection.waiting.length = 0;
      socket.destroy();
    }
  }

  /**
   * Ends a connection on which no further request can be read. What is complete is answered before; a request that is not
   * has `end` for its answer, unless it has got one already.
   */
  end(socket: Duplex, end: () => void): void {
    const connection = this.#connections.get(socket);
    if (connection === undefined) return end();
    const { current, waiting, latest } = connection;
    if (latest === waiting.at(-1)?.request && !latest.complete) waiting.pop();
    if (current !== undefined && (current.request.complete || waiting.length > 0)) connection.end = end;
    else if (latest.complete || current?.response.headersSent === false) end();
    else socket.destroy();
  }

  #begin(connection: Connection, turn: Turn): void {
    connection.current = turn;
    // Comes when the answer was taken whole, and when the connection is lost.
    turn.response.once('close', () => this.#advance(connection));
    this.#handle(turn.request, turn.response);
  }

  #advance(connection: Connection): void {
    connection.current = undefined;
    const next = connection.waiting.shift();
    if (next === undefined) connection.end?.();
    else if (!next.request.socket.writable) connection.waiting.length = 0;
    else this.#begin(connection, next);
  }
}
