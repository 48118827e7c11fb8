import { type DocumentNode, getOperationAST } from 'graphql';
import { ClientError } from './client-error.ts';
import type { RequestContext } from './exchange.ts';

/** The length of a name in the log. In a document it has no limit of its own. */
const nameMaxLength = 200;

/**
 * Finds the requested operation and notes it for the log.
 * @throws ClientError if there is none, or if it is not a query and the method is GET. A link or an image
 * on any page can send a GET.
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
