import { execute, getOperationAST, type GraphQLSchema, parse } from 'graphql';
import { buildExecution, type ExecutionLimits } from '../../src/execution/execute-operation.ts';
import { OperationCompilations } from '../../src/execution/plan/operation-variants.ts';
import { readGeneratedModel } from '../../src/gateway.ts';
import type { Session } from '../../src/loaders/session.ts';
import type { OwnOptions } from '../../src/own/builders.ts';
import type { ArgumentLimits } from '../../src/schema/types.ts';
import type { ComparedResult } from './compare-results.ts';
import type { WrittenDocument } from './document.ts';
import { buildInterpretedSchema } from './interpreted-schema.ts';
import { buildOwnSchema } from './own-schema.ts';

/** Two ways to execute a document of the bundled model. */
export interface Executions {
  readonly schema: GraphQLSchema;
  /** The gateway's own. */
  readonly run: (document: WrittenDocument, session: Session) => Promise<ComparedResult>;
  /** That of graphql-js with a plain resolver for each field. */
  readonly interpret: (document: WrittenDocument, session: Session) => Promise<ComparedResult>;
}

/** Builds both, with the same limits. */
export async function openExecutions(
  limits: ExecutionLimits & ArgumentLimits,
  own?: OwnOptions,
): Promise<Executions> {
  const models = await readGeneratedModel();
  const schema = buildOwnSchema(models, limits, own);
  const interpretedSchema = buildInterpretedSchema(models, limits, own);
  const compilations = new OperationCompilations(schema);
  return {
    schema,
    run: async ({ text, variables }, session) => {
      const document = parse(text);
      const operationName = getOperationAST(document)?.name?.value;
      const runOperation = buildExecution(schema, document, operationName, { compilations, limits });
      if (runOperation === undefined) throw new Error('Expected a query or a mutation.');
      return readResult(
        await runOperation({ contextValue: { session }, variableValues: readJson(variables) }),
      );
    },
    interpret: async ({ text, variables }, session) =>
      readResult(
        await execute({
          schema: interpretedSchema,
          document: parse(text),
          variableValues: readJson(variables),
          contextValue: { session },
        }),
      ),
  };
}

/** Variables as they come over HTTP. */
function readJson(variables: WrittenDocument['variables']): Record<string, unknown> {
  return JSON.parse(JSON.stringify(variables)) as Record<string, unknown>; // an object, as it was
}

function readResult({ data, errors = [] }: { data?: unknown; errors?: readonly Error[] }): ComparedResult {
  return {
    data: data === undefined ? undefined : JSON.stringify(data),
    errors: errors.map((error) => ({
      message: error.message,
      path: 'path' in error ? (error.path as readonly (string | number)[] | undefined) : undefined,
    })),
  };
}
