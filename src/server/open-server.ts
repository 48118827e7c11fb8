import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { hasCode } from '../std/has-code.ts';
import type { Handler } from './build-handler.ts';
import { listen, writeUrl } from './listen.ts';

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
  readonly handler: Pick<Handler, 'handle' | 'startShutdown'>;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly shutdownTimeoutMs: number;
  /** A client that takes longer to send the headers of a request is cut off. */
  readonly headersTimeoutMs: number;
  /** The same for a whole request. */
  readonly receiveTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  readonly connectionsMax: number;
}

const sweepIntervalMs = 200;

/**
 * Listens for requests.
 * @throws Error that names the address and what to do, when it cannot be listened on.
 */
export async function openServer(options: ServerOptions): Promise<HttpServer> {
  const { handler, host, port, shutdownTimeoutMs, headersTimeoutMs } = options;
  const server = createServer({
    headersTimeout: headersTimeoutMs,
    requestTimeout: options.receiveTimeoutMs,
    keepAliveTimeout: options.keepAliveTimeoutMs,
    connectionsCheckingInterval: Math.min(1_000, headersTimeoutMs),
  });
  server.maxConnections = options.connectionsMax;
  server.on('clientError', refuseBadRequest);
  server.on('request', (request, response) => handler.handle(request, response));
  // The handler says "continue" once it knows that it will read the body.
  server.on('checkContinue', (request, response) => handler.handle(request, response));
  await listen(server, host, port);
  const address = server.address() as AddressInfo; // a listening TCP server has one
  let closed: Promise<boolean> | undefined;
  const close = (): Promise<boolean> => {
    closed ??= drain(server, shutdownTimeoutMs, () => handler.startShutdown());
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

/** Answers what is no HTTP request, or never became one, in the form of every other refusal. */
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

async function drain(server: Server, timeoutMs: number, startShutdown: () => void): Promise<boolean> {
  startShutdown();
  let deadline: NodeJS.Timeout | undefined;
  const ended = new Promise<boolean>((resolve) => {
    // Closing also closes the connections on which nothing is asked.
    server.close(() => resolve(true));
  });
  const late = new Promise<boolean>((resolve) => {
    deadline = setTimeout(() => resolve(false), timeoutMs);
  });
  // Closing looks for idle connections once; one may fall idle right after, without having been told to close.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepIntervalMs);
  const drained = await Promise.race([ended, late]);
  clearInterval(sweep);
  clearTimeout(deadline);
  if (!drained) server.closeAllConnections();
  return drained;
}
