import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { ClientError } from './client-error.ts';
import type { RequestContext } from './exchange.ts';

/** The functions of one request with the hooks of every plugin around them, from `yoga.getEnveloped`. */
export interface Enveloped {
  readonly schema: GraphQLSchema;
  readonly parse: (source: string) => DocumentNode;
  readonly validate: (schema: GraphQLSchema, document: DocumentNode) => readonly ClientError[];
  readonly contextFactory: () => unknown;
  readonly execute: (args: object) => unknown;
}

/**
 * Runs an operation that ends in one result. It runs the same hooks as Yoga, in the same order, without
 * Yoga's Request and Response objects. Those cost more than everything else in a lookup. Rejects with
 * errors from outside of all hooks, and with those of a refused document.
 */
export async function runOperation(
  { schema, parse, validate, contextFactory, execute }: Enveloped,
  { exchange, params }: RequestContext,
): Promise<ExecutionResult> {
  const document = parse(params.query);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  if (exchange.operationType === 'subscription') {
    throw new ClientError('BAD_REQUEST', 'A subscription needs the header "accept: text/event-stream".', {
      status: 406,
    });
  }
  const contextValue = await contextFactory();
  const { variables: variableValues, operationName } = params;
  const result = await execute({ schema, document, contextValue, variableValues, operationName });
  return result as ExecutionResult; // queries and mutations end in one result
}
