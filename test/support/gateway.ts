import { readConfig } from '../../src/config.ts';
import type { Events } from '../../src/events.ts';
import { openGateway, readGeneratedModel } from '../../src/gateway.ts';
import { buildLog } from '../../src/log.ts';
import type { Models } from '../../src/model/model.ts';
import type { OwnOptions } from '../../src/own/builders.ts';
import type { ViewerDefinition } from '../../src/rules/viewer/viewer-definition.ts';
import type { ProtectionOptions } from '../../src/rules/protection.ts';

/** What a test's gateway serves, and with which settings. */
export interface TestGatewayOptions {
  readonly databaseUrl: string;
  /** Settings as the environment would give them. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The bundled model where it is left out. */
  readonly models?: Models;
  readonly viewer?: ViewerDefinition;
  /** The viewers and the rules, if there are any. */
  readonly protection?: ProtectionOptions;
  readonly events?: Events;
  /** The user's own types and fields. */
  readonly own?: OwnOptions;
}

/** One statement of a traced request, as `extensions.gather` tells it. */
export interface TracedStatement {
  readonly paths: readonly string[];
  readonly keys: number;
  readonly rows: number;
  readonly requests: number;
  readonly method?: string;
  readonly sql: string;
}

/** One call of own code, as `extensions.gather` tells it. */
export interface TracedCall {
  readonly field: string;
  readonly paths: readonly string[];
  readonly rows: number;
  readonly note?: string;
}

/** What came over HTTP. `data` is read loosely: each test knows the document it sent. */
export interface GraphQLAnswer {
  readonly status: number;
  readonly data: unknown;
  readonly errors:
    | readonly {
        readonly message: string;
        readonly path?: readonly (string | number)[];
        readonly extensions: { readonly code: string };
      }[]
    | undefined;
  /** The calls of own code of a traced request. */
  readonly calls: readonly TracedCall[];
  /** Of a traced request; none of another. */
  readonly statements: readonly TracedStatement[];
  readonly statementsAtMost: number | undefined;
}

/** A whole gateway on a free port of loopback. */
export interface TestGateway extends AsyncDisposable {
  readonly url: string;
  /** What was logged, a parsed line each. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** Sends a document over HTTP; `init` takes further headers and a signal. */
  readonly query: (
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    init?: { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal },
  ) => Promise<GraphQLAnswer>;
}

/** The header that asks for the statements of a request. */
export const traced = { headers: { 'gather-trace': '1' } };

/** Opens a gateway as `npm start` does, but for the command line, and waits until its database is reached. */
export async function openTestGateway(options: TestGatewayOptions): Promise<TestGateway> {
  const { databaseUrl, settings = {}, models = await readGeneratedModel(), own } = options;
  const lines: Readonly<Record<string, unknown>>[] = [];
  const gateway = await openGateway({
    // The event loop is that of the test, too: its delay says nothing about the gateway.
    config: readConfig({ PORT: '0', EVENT_LOOP_DELAY_MAX_MS: '60000', ...settings }),
    databaseUrl,
    models,
    viewer: options.viewer,
    protection: options.protection,
    ...(options.events ? { events: options.events } : {}),
    ...(own ? { own } : {}),
    log: buildLog({
      level: 'info',
      destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
    }),
  });
  await gateway.prepared;
  return {
    url: gateway.url,
    lines,
    query: async (document, variables, init = {}) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...init.headers },
        body: JSON.stringify({ query: document, variables }),
        ...(init.signal ? { signal: init.signal } : {}),
      });
      // The gateway's answer has this form; what is in it is for the tests to say.
      const { data, errors, extensions } = (await response.json()) as Omit<
        GraphQLAnswer,
        'statements' | 'calls' | 'statementsAtMost'
      > & {
        readonly extensions?: {
          readonly gather?: Partial<Pick<GraphQLAnswer, 'statements' | 'calls' | 'statementsAtMost'>>;
        };
      };
      const { statements = [], calls = [], statementsAtMost } = extensions?.gather ?? {};
      return { status: response.status, data, errors, statements, calls, statementsAtMost };
    },
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}
