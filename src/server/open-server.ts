import { createServer, type Server } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { hasCode } from '../std/has-code.ts';
import type { Handler } from './handler.ts';
import { listen, writeUrl } from './listen.ts';
import { RequestTurns } from './request-turns.ts';

/** A running HTTP server. */
export interface HttpServer extends AsyncDisposable {
  /** `http://host:port`, as a person would type it. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops accepting requests and waits for the running ones. Resolves to `false` if some were cut off at
   * the deadline. A second call returns the same promise.
   */
  close(options?: CloseOptions): Promise<boolean>;
}

/** The circumstances of closing. */
export interface CloseOptions {
  /** `true` if another process serves the port already. Nobody need be sent elsewhere then. */
  readonly isReplaced: boolean;
}

/** The address to listen on, and the times of the server. */
export interface ServerOptions {
  readonly handler: Pick<Handler, 'handle' | 'closeConnections' | 'startShutdown' | 'reportCutOff'>;
  readonly host: string;
  /** 0 chooses a free one. */
  readonly port: number;
  /** The deadline of closing, including the grace. */
  readonly shutdownTimeoutMs: number;
  /** The time the port stays open after closing has begun. */
  readonly shutdownGraceMs: number;
  /** The time that a replaced server keeps idle connections open. */
  readonly drainIdleMs: number;
  /** The deadline for a client to send the headers of a request. */
  readonly headersTimeoutMs: number;
  /** The deadline for a client to send a whole request. */
  readonly receiveTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  readonly connectionsMax: number;
  /** The maximum number of requests that wait on one connection for an earlier answer. */
  readonly pipelinedMax: number;
}

const sweepIntervalMs = 200;
/** The maximum wait for a request on a connection that was opened before the port closed. */
const idleWaitMs = 1_000;

/**
 * Opens the server.
 * @throws Error with the address and a suggestion, if it cannot listen.
 */
export async function openServer(options: ServerOptions): Promise<HttpServer> {
  const { handler, host, port, headersTimeoutMs } = options;
  const server = createServer({
    headersTimeout: headersTimeoutMs,
    requestTimeout: options.receiveTimeoutMs,
    keepAliveTimeout: options.keepAliveTimeoutMs,
    connectionsCheckingInterval: Math.min(1_000, headersTimeoutMs),
  });
  server.maxConnections = options.connectionsMax;
  const turns = new RequestTurns(
    (request, response) => handler.handle(request, response),
    options.pipelinedMax,
  );
  server.on('clientError', (error, socket) => turns.end(socket, () => refuseBadRequest(error, socket)));
  server.on('request', (request, response) => turns.take(request, response));
  // The handler sends "continue" once it will read the body.
  server.on('checkContinue', (request, response) => turns.take(request, response));
  await listen(server, host, port);
  const address = server.address() as AddressInfo; // a listening TCP server has one
  let closed: Promise<boolean> | undefined;
  const close = ({ isReplaced } = { isReplaced: false }): Promise<boolean> => {
    closed ??= drain(server, options, isReplaced);
    return closed;
  };
  return {
    url: writeUrl(host, address.port),
    port: address.port,
    close,
    async [Symbol.asyncDispose]() {
      await close();
    },
  };
}

/** Refuses malformed and incomplete HTTP requests with an answer like that of any other refusal. */
function refuseBadRequest(error: Error, socket: Duplex): void {
  if (!socket.writable || hasCode(error, 'ECONNRESET')) {
    socket.destroy();
    return;
  }
  const [status, message] = hasCode(error, 'ERR_HTTP_REQUEST_TIMEOUT')
    ? ['408 Request Timeout', 'The request did not arrive in time.']
    : hasCode(error, 'HPE_HEADER_OVERFLOW')
      ? ['431 Request Header Fields Too Large', 'The headers of the request are too large.']
      : ['400 Bad Request', 'This is not an HTTP request.'];
  const body = JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
  const head = `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close`;
  socket.end(`${head}\r\n\r\n${body}`);
}

/**
 * Closes in steps. While the port is open, clients learn that they should go elsewhere: the probe answers
 * 503, and each connection closes with its next answer. Then it waits briefly for connections without a
 * request, since one may be on its way. At last it waits for the running requests. A server that is
 * replaced leaves the port to the others at once, and waits longer for those connections.
 */
async function drain(server: Server, options: ServerOptions, isReplaced: boolean): Promise<boolean> {
  const { handler, shutdownTimeoutMs, shutdownGraceMs, drainIdleMs } = options;
  const startedAt = performance.now();
  if (isReplaced) handler.closeConnections();
  else handler.startShutdown();
  if (!isReplaced && shutdownGraceMs > 0) await delay(shutdownGraceMs);
  // The HTTP server's own method would close idle connections together with the port.
  const ended = new Promise<boolean>((resolve) => {
    NetServer.prototype.close.call(server, () => resolve(true));
  });
  const idleMs = isReplaced
    ? Math.min(drainIdleMs, shutdownTimeoutMs / 2)
    : Math.min(idleWaitMs, shutdownGraceMs);
  const idleUntil = performance.now() + idleMs;
  const sweep = (): void => {
    if (performance.now() >= idleUntil) server.closeIdleConnections();
  };
  sweep();
  // It repeats, since a connection may become idle without having been closed.
  const sweeping = setInterval(sweep, sweepIntervalMs);
  const leftMs = Math.max(1, shutdownTimeoutMs - (performance.now() - startedAt));
  const drained = await Promise.race([ended, delay(leftMs, false, { ref: false })]);
  clearInterval(sweeping);
  if (!drained) {
    handler.reportCutOff();
    server.closeAllConnections();
  }
  // Ends the checks for requests that arrive too slowly.
  server.close();
  return drained;
}
