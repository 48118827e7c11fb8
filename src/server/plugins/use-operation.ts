import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { ClientError } from '../client-error.ts';
import type { RequestContext } from '../exchange.ts';

/**
 * Finds the operation that is asked for, notes it for the log, and refuses what a GET must not do: a link or an
 * image on any page can send one.
 */
export function useOperation(): Plugin<RequestContext> {
  return {
    onParse() {
      return ({ result, context: { exchange, params }, replaceParseResult }) => {
        if (result === null || result instanceof Error) return;
        const operation = getOperationAST(result, params.operationName);
        if (!operation) {
          replaceParseResult(
            new ClientError('GRAPHQL_VALIDATION_FAILED', describeMissing(params.operationName)),
          );
          return;
        }
        exchange.operationName = operation.name?.value;
        exchange.operationType = operation.operation;
        if (exchange.method === 'GET' && exchange.operationType !== 'query') {
          replaceParseResult(
            new ClientError('BAD_REQUEST', `Expected a query by GET, got a ${operation.operation}.`, {
              status: 405,
              headers: { allow: 'POST' },
            }),
          );
        }
      };
    },
  };
}

function describeMissing(operationName: string | undefined): string {
  return operationName === undefined
    ? 'Expected a document with one operation, or an "operationName" that chooses one.'
    : `The document has no operation named ${JSON.stringify(operationName.slice(0, 100))}.`;
}
