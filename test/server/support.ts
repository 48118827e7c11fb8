import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';
import {
  GraphQLError,
  GraphQLID,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { type Config, readConfig } from '../../src/config.ts';
import {
  BadUserInputError,
  DatabaseUnavailableError,
  InternalError,
  OverloadedError,
  TooComplexError,
} from '../../src/errors.ts';
import { Events } from '../../src/events.ts';
import { buildLog } from '../../src/log.ts';
import { Handler, type HandlerOptions } from '../../src/server/handler.ts';
import { type CloseOptions, openServer } from '../../src/server/open-server.ts';

/** A session whose one load never ends by itself: `abort` is all that settles it. */
export class StuckSession {
  statements = 0;
  readonly events: Events;
  ownCalls = 0;
  readonly isWriting = false;
  isFinished = false;
  readonly reasons: Error[] = [];
  readonly #waiting: ((reason: Error) => void)[] = [];

  constructor(events: Events) {
    this.events = events;
  }

  wait(): Promise<never> {
    const [reason] = this.reasons;
    return reason ? Promise.reject(reason) : new Promise((_, reject) => this.#waiting.push(reject));
  }

  finish(): void {
    this.isFinished = true;
  }

  abort(reason: Error): void {
    this.reasons.push(reason);
    for (const reject of this.#waiting.splice(0)) reject(reason);
  }
}

interface TestContext {
  readonly session: StuckSession;
}

const userType: GraphQLObjectType = new GraphQLObjectType({
  name: 'User',
  fields: () => ({
    id: { type: new GraphQLNonNull(GraphQLID) },
    name: { type: GraphQLString, description: 'What people call the user.' },
    age: { type: GraphQLInt, resolve: () => 'forty' },
    dangling: { type: new GraphQLNonNull(userType), resolve: () => null },
    errorValue: { type: GraphQLString, resolve: () => new Error('a secret in a value') },
    badRow: { type: GraphQLString, resolve: () => new InternalError('Stored value is no date.') },
    manager: { type: userType, resolve: () => ({ id: '2', name: 'Boss' }) },
    reports: { type: new GraphQLList(userType), resolve: () => [{ id: '3', name: 'Ann' }, new Error('x')] },
  }),
});

function fail(error: Error): () => Promise<never> {
  return () => Promise.reject(error);
}

/** A schema without a database: one field for each thing that can happen to a field. */
export const schema = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, TestContext>({
    name: 'Query',
    fields: {
      user: {
        type: userType,
        args: { id: { type: new GraphQLNonNull(GraphQLID) } },
        resolve: (_, { id }: { id: string }, { session }) => {
          session.statements += 1;
          session.events.statements.publish({
            sql: 'SELECT `id` FROM `User`',
            method: undefined,
            keys: 2,
            rows: 1,
            waitMs: 0.5,
            runMs: 1.23456,
            loads: [
              { session, paths: ['user'] },
              { session: {}, paths: ['user'] },
            ],
          });
          return { id, name: `User ${id}` };
        },
      },
      stuck: { type: GraphQLString, resolve: (_, __, { session }) => session.wait() },
      deaf: { type: GraphQLString, resolve: () => new Promise(() => undefined) },
      slow: {
        type: GraphQLString,
        args: { ms: { type: new GraphQLNonNull(GraphQLInt) } },
        resolve: (_, { ms }: { ms: number }) =>
          new Promise((resolve) => setTimeout(() => resolve('done'), ms)),
      },
      busy: {
        type: GraphQLInt,
        args: { ms: { type: new GraphQLNonNull(GraphQLInt) } },
        resolve: (_, { ms }: { ms: number }) => {
          const until = performance.now() + ms;
          while (performance.now() < until);
          return ms;
        },
      },
      long: {
        type: GraphQLString,
        args: { bytes: { type: new GraphQLNonNull(GraphQLInt) } },
        resolve: (_, { bytes }: { bytes: number }) => 'x'.repeat(bytes),
      },
      boom: { type: GraphQLString, resolve: fail(new Error('secret: mysql://root:hunter2@db/prod')) },
      bad: {
        type: GraphQLString,
        resolve: fail(new BadUserInputError('Argument "id": expected a number, got "x".')),
      },
      complex: { type: GraphQLString, resolve: fail(new TooComplexError('Too many keys.')) },
      unavailable: { type: GraphQLString, resolve: fail(new DatabaseUnavailableError()) },
      overloaded: { type: GraphQLString, resolve: fail(new OverloadedError('Too many loads wait.')) },
      plain: { type: GraphQLString, resolve: fail(new GraphQLError('SELECT secret FROM `User`')) },
      required: { type: new GraphQLNonNull(GraphQLString), resolve: () => null },
      first: {
        type: GraphQLInt,
        args: { first: { type: new GraphQLNonNull(GraphQLInt) } },
        resolve: () => 1,
      },
    },
  }),
  mutation: new GraphQLObjectType({
    name: 'Mutation',
    fields: { rename: { type: GraphQLString, resolve: () => 'renamed' } },
  }),
});

/** A running gateway of the test schema, its log lines, and the sessions it opened. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly lines: Record<string, unknown>[];
  readonly sessions: StuckSession[];
  readonly events: Events;
  readonly close: (options?: CloseOptions) => Promise<boolean>;
}

/** Opens one on a free port; `environment` holds settings as they would be given. */
export async function openTestServer(
  environment: Record<string, string> = {},
  options: Partial<HandlerOptions> = {},
): Promise<TestServer> {
  const config: Config = readConfig({
    SHUTDOWN_GRACE_MS: '0',
    // The event loop is that of the test, too.
    EVENT_LOOP_DELAY_MAX_MS: '60000',
    ...environment,
  });
  const lines: Record<string, unknown>[] = [];
  const sessions: StuckSession[] = [];
  const events = new Events();
  const log = buildLog({
    level: 'info',
    destination: { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  });
  const handler = new Handler({
    schema,
    config,
    log,
    events,
    ready: () => Promise.resolve(),
    openSession: () => {
      const session = new StuckSession(events);
      sessions.push(session);
      return session;
    },
    transact: async (_options, work) => {
      const { result, commit } = await work(new StuckSession(events));
      return { result, committed: commit, failure: undefined };
    },
    ...options,
  });
  const server = await openServer({ ...config, handler, port: 0 });
  return {
    url: `${server.url}/graphql`,
    port: server.port,
    lines,
    sessions,
    events,
    close: (options) => server.close(options),
    async [Symbol.asyncDispose]() {
      await server.close();
      await handler[Symbol.asyncDispose]();
    },
  };
}

/** An answer as it came over the wire. */
export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: { data?: unknown; errors?: readonly ReceivedError[]; extensions?: Record<string, unknown> };
}

interface ReceivedError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly object[];
  readonly extensions: { readonly code: string };
}

/** Sends a request as node:http does, which adds no header of its own that matters here. */
export function send(
  url: string,
  options: {
    method?: string;
    headers?: Record<string, string>;
    body?: string | Buffer;
    chunked?: boolean;
  } = {},
): Promise<Received> {
  const { method = 'POST', headers = {}, body, chunked = false } = options;
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      url,
      {
        method,
        headers: { ...headers, ...(chunked ? { 'transfer-encoding': 'chunked' } : {}) },
        agent: false,
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => {
          const isJson = text !== '' && (response.headers['content-type'] ?? '').includes('json');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: isJson ? (JSON.parse(text) as Received['json']) : {},
          });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Posts a document as GraphQL clients do. */
export function post(
  url: string,
  query: string,
  options: { variables?: unknown; headers?: Record<string, string>; operationName?: string } = {},
): Promise<Received> {
  const { variables, headers, operationName } = options;
  return send(url, {
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...headers,
    },
    body: JSON.stringify({ query, variables, operationName }),
  });
}

/** Opens a bare socket to the server and writes `text`; the caller ends it. */
export function openSocket(port: number, text: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(text);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}
