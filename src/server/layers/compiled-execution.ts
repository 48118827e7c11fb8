import type { DocumentNode, GraphQLSchema } from 'graphql';
import { compileOperation, type OperationExecution } from '../../execution/compile-operation.ts';
import { QueryCompilations } from '../../execution/query-variants.ts';
import type { QueryLimits } from '../../execution/rows-compiler.ts';
import type { ExecutionLayer } from '../plugins/use-execution.ts';

/**
 * Executes queries and mutations in their compiled form, which lives as long as the document does; the document cache
 * bounds that. Subscriptions stay with Yoga's executor.
 */
export function compiledExecution(wholeSchema: GraphQLSchema, limits: QueryLimits): ExecutionLayer {
  const queries = new QueryCompilations(wholeSchema, limits);
  const compiled = new WeakMap<DocumentNode, Map<string, OperationExecution | undefined>>();
  return (interpret) => (args) => {
    const { document, schema, operationName } = args;
    let operations = compiled.get(document);
    if (!operations) compiled.set(document, (operations = new Map<string, OperationExecution | undefined>()));
    const name = operationName ?? '';
    let execute = operations.get(name);
    if (!execute && !operations.has(name)) {
      execute = compileOperation(schema, document, operationName ?? undefined, queries);
      operations.set(name, execute);
    }
    return execute ? execute(args, interpret) : interpret(args);
  };
}
