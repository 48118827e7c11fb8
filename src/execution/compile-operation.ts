import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  OperationTypeNode,
} from 'graphql';
import { ResponseTooLargeError } from '../errors.ts';
import type { GatherContext } from '../resolvers/context.ts';
import type { FieldExecution } from './compile-fields.ts';
import type { CompiledQuery } from './compile-query.ts';
import type { QueryCompilations } from './query-variants.ts';

/** An executor of one operation: as graphql-js executes it, for the same arguments. */
export type OperationExecution = (
  args: ExecutionArgs,
  interpret: (args: ExecutionArgs) => unknown,
) => unknown;

/**
 * Compiles an operation, in parts and as they are asked for. A query of the models' rows is answered as a whole; what
 * is not, and what has errors, is executed field by field, and interpreted where that cannot be compiled. Nothing for
 * subscriptions.
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  queries: QueryCompilations,
): OperationExecution | undefined {
  const operation = getOperationAST(document, operationName);
  if (!operation || operation.operation === OperationTypeNode.SUBSCRIPTION) return undefined;
  const { variableDefinitions = [] } = operation;
  const findQuery = queries.add(document, operationName);
  let fields: FieldExecution | undefined;
  let areFieldsCompiled = false;

  return (args, interpret) => {
    const { coerced, errors } = getVariableValues(schema, variableDefinitions, args.variableValues ?? {}, {
      maxErrors: 50,
    });
    if (errors) return { errors };
    const executeFields = async (): Promise<unknown> => {
      if (!areFieldsCompiled) {
        // Most documents never need it, and it is a twentieth of a start.
        const { compileFields } = await import('./compile-fields.ts');
        fields = compileFields(schema, document, operationName);
        areFieldsCompiled = true;
      }
      return fields ? fields(args, coerced) : interpret(args);
    };
    const query = findQuery(coerced);
    return query ? answerWhole(query, args, coerced, executeFields) : executeFields();
  };
}

async function answerWhole(
  query: CompiledQuery,
  { contextValue }: ExecutionArgs,
  variables: Readonly<Record<string, unknown>>,
  executeFields: () => unknown,
): Promise<unknown> {
  const { session } = contextValue as GatherContext; // what every resolver is handed
  try {
    const data = await query(session, variables);
    return data ? { data } : executeFields();
  } catch (error) {
    if (!(error instanceof ResponseTooLargeError)) throw error;
    return { errors: [new GraphQLError(error.message, { originalError: error })] };
  }
}
