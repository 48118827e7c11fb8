import { type DocumentNode, getOperationAST } from 'graphql';
import { ClientError } from './client-error.ts';
import type { RequestContext } from './exchange.ts';

/** A name may be as long as its document; the log does with less. */
const nameMaxLength = 200;

/**
 * Finds the operation that is asked for and notes it for the log.
 * @throws ClientError where there is none, and where a GET must not ask for it: a link or an image on any page can send one.
 */
export function noteOperation(document: DocumentNode, { exchange, params }: RequestContext): void {
  const operation = getOperationAST(document, params.operationName);
  if (!operation) throw new ClientError('GRAPHQL_VALIDATION_FAILED', describeMissing(params.operationName));
  exchange.operationName = operation.name?.value.slice(0, nameMaxLength);
  exchange.operationType = operation.operation;
  if (exchange.method === 'GET' && exchange.operationType !== 'query') {
    throw new ClientError('BAD_REQUEST', `Expected a query by GET, got a ${operation.operation}.`, {
      status: 405,
      headers: { allow: 'POST' },
    });
  }
}

function describeMissing(operationName: string | undefined): string {
  return operationName === undefined
    ? 'Expected a document with one operation, or an "operationName" that chooses one.'
    : `The document has no operation named ${JSON.stringify(operationName.slice(0, 100))}.`;
}
