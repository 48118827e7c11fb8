import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Config } from '../config.ts';
import type { Events } from '../events.ts';
import type { Log } from '../log.ts';
import { toClientError } from './client-error.ts';
import type { RequestContext } from './exchange.ts';
import { codedErrors } from './layers/coded-errors.ts';
import { compiledExecution } from './layers/compiled-execution.ts';
import { deadline } from './layers/deadline.ts';
import { type Transact, inTransaction } from './layers/in-transaction.ts';
import { trace } from './layers/trace.ts';
import { useDocuments } from './plugins/use-documents.ts';
import { useExecution } from './plugins/use-execution.ts';
import { type OpenSession, useSession } from './plugins/use-session.ts';
import { useYogaPath, type Yoga } from './yoga-path.ts';

/** The parts of the life of a request. */
export interface YogaOptions {
  readonly schema: GraphQLSchema;
  readonly config: Config;
  readonly log: Log;
  readonly events: Events;
  readonly openSession: OpenSession;
  /** Runs a mutation. */
  readonly transact: Transact;
}

/**
 * Builds Yoga with the rules of GraphQL as a list of plugins. They apply to every request, whichever way it
 * comes.
 */
export function buildYoga({ schema, config, log, events, openSession, transact }: YogaOptions): Yoga {
  return createYoga<RequestContext>({
    schema,
    // The life of a request, in order.
    plugins: [
      useYogaPath(),
      useDocuments({ ...config, log }),
      useSession(openSession),
      useExecution([
        compiledExecution(schema, config),
        deadline(),
        inTransaction(transact), // around all that can fail: what has failed is rolled back
        trace(events),
        codedErrors({ log, errorsMax: config.errorsMax }), // outmost: it must see every error
      ]),
    ],
    // A fallback for errors outside of every step, below errorCodes.
    maskedErrors: {
      maskError: (error) =>
        toClientError(error, 'execute', () => log.error({ error }, 'A request failed unexpectedly')),
    },
    // The handler does these before both ways, or nothing does.
    graphqlEndpoint: '/graphql',
    parserAndValidationCache: false,
    maxRequestBodySize: false,
    landingPage: false,
    graphiql: false,
    multipart: false,
    batching: false,
    cors: false,
    logging: false,
  });
}
