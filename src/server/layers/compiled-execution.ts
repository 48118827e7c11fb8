import type { DocumentNode, GraphQLSchema } from 'graphql';
import {
  buildExecution,
  type ExecutionLimits,
  type OperationExecution,
} from '../../execution/execute-operation.ts';
import { OperationCompilations } from '../../execution/plan/operation-variants.ts';
import type { ExecutionLayer } from '../plugins/use-execution.ts';

/**
 * Executes queries and mutations in compiled form. The form lives as long as the document in the document
 * cache.
 */
export function compiledExecution(schema: GraphQLSchema, limits: ExecutionLimits): ExecutionLayer {
  const compilations = new OperationCompilations(schema);
  const executions = new WeakMap<DocumentNode, Map<string, OperationExecution | undefined>>();
  return (interpret) => (args) => {
    const { document } = args;
    let operations = executions.get(document);
    if (!operations)
      executions.set(document, (operations = new Map<string, OperationExecution | undefined>()));
    const name = args.operationName ?? '';
    let execute = operations.get(name);
    if (!execute && !operations.has(name)) {
      const operationName = args.operationName ?? undefined;
      execute = buildExecution(schema, document, operationName, { compilations, limits });
      operations.set(name, execute);
    }
    return execute ? execute(args) : interpret(args);
  };
}
