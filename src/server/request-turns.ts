import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Answers a request. Never throws. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** A request of a connection and its response. */
interface Turn {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** The requests of a connection that are not answered yet. */
interface Connection {
  /** The request that is being answered. */
  current: Turn | undefined;
  readonly waiting: Turn[];
  /** The last request, which may not have arrived completely. */
  latest: IncomingMessage;
  /** Ends the connection when all requests are answered. */
  end: (() => void) | undefined;
}

/**
 * A queue that handles the requests of a connection one at a time. The next one begins when the client
 * has received the answer to the one before. Otherwise Node would read a flood of pipelined requests, and
 * all answers would wait in memory for a client that reads none.
 */
export class RequestTurns {
  readonly #handle: Handle;
  readonly #pipelinedMax: number;
  readonly #connections = new WeakMap<Duplex, Connection>();

  /**
   * @param pipelinedMax is the number of requests that may wait on a connection. One that sends more is
   * closed.
   */
  constructor(handle: Handle, pipelinedMax: number) {
    this.#handle = handle;
    this.#pipelinedMax = pipelinedMax;
  }

  /** Adds a request of a connection. */
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
   * Ends a connection on which no further request can be read. Complete requests are answered first. An
   * incomplete one gets `end` as its answer, unless it has one already.
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
    // This event comes when the answer was sent, and when the connection is lost.
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
