import { createServer, type Server } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { hasCode } from '../std/has-code.ts';
import type { Handler } from './build-handler.ts';
import { listen, writeUrl } from './listen.ts';
import { RequestTurns } from './request-turns.ts';

/** A server that takes requests. */
export interface HttpServer extends AsyncDisposable {
  /** `http://host:port`, as a person would type it. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops taking requests and waits for those in flight. False when some had to be cut off at the deadline.
   * A second call gives the same promise.
   */
  close(): Promise<boolean>;
}

/** Where to listen, and for how long to wait at the end. */
export interface ServerOptions {
  readonly handler: Pick<Handler, 'handle' | 'startShutdown' | 'reportCutOff'>;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The whole of closing, the grace included. */
  readonly shutdownTimeoutMs: number;
  /** How long the port stays open when closing has begun. */
  readonly shutdownGraceMs: number;
  /** A client that takes longer to send the headers of a request is cut off. */
  readonly headersTimeoutMs: number;
  /** The same for a whole request. */
  readonly receiveTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  readonly connectionsMax: number;
  /** Requests that may wait on a connection for the answer to the one before. */
  readonly pipelinedMax: number;
}

const sweepIntervalMs = 200;
/** How long a connection that was opened before the port closed may take to send its request, at most. */
const idleWaitMs = 1_000;

/**
 * Listens for requests.
 * @throws Error that names the address and what to do, when it cannot be listened on.
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
  // The handler says "continue" once it knows that it will read the body.
  server.on('checkContinue', (request, response) => turns.take(request, response));
  await listen(server, host, port);
  const address = server.address() as AddressInfo; // a listening TCP server has one
  let closed: Promise<boolean> | undefined;
  const close = (): Promise<boolean> => {
    closed ??= drain(server, options);
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

/** Refuses what is no HTTP request, or never became one, in the form of every other refusal. */
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
 * Closes in steps. While the port is open, whoever sends requests here learns that it should not: the probe says so, and
 * every connection closes with its next answer. Then connections that sent nothing yet are waited for a little, since a
 * request may be on its way; at last those in flight.
 */
async function drain(server: Server, options: ServerOptions): Promise<boolean> {
  const { handler, shutdownTimeoutMs, shutdownGraceMs } = options;
  const startedAt = performance.now();
  handler.startShutdown();
  if (shutdownGraceMs > 0) await delay(shutdownGraceMs);
  // Not the HTTP server's own method, which would close the idle connections with the port.
  const ended = new Promise<boolean>((resolve) => {
    NetServer.prototype.close.call(server, () => resolve(true));
  });
  const idleUntil = performance.now() + Math.min(idleWaitMs, shutdownGraceMs);
  const sweep = (): void => {
    if (performance.now() >= idleUntil) server.closeIdleConnections();
  };
  sweep();
  // Again and again: a connection may fall idle right after, without having been told to close.
  const sweeping = setInterval(sweep, sweepIntervalMs);
  const leftMs = Math.max(1, shutdownTimeoutMs - (performance.now() - startedAt));
  const drained = await Promise.race([ended, delay(leftMs, false, { ref: false })]);
  clearInterval(sweeping);
  if (!drained) {
    handler.reportCutOff();
    server.closeAllConnections();
  }
  // Stops looking for requests that arrive too slowly.
  server.close();
  return drained;
}
