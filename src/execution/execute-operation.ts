import {
  type DocumentNode,
  execute as interpret,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import { GatherError, ResponseTooLargeError } from '../errors.ts';
import { coerceVariables } from '../resolvers/coerce-variables.ts';
import type { PageLimits } from '../resolvers/read-page.ts';
import { inSteps } from '../std/in-steps.ts';
import type { JsonBytes } from '../std/json-bytes.ts';
import { addHint } from '../schema/hint.ts';
import { JsonTooLongError, JsonWriter } from '../std/json-writer.ts';
import { type ExecutionContext, openNestedDocuments } from './nested-documents.ts';
import { OwnCalls } from './load/own-calls.ts';
import type { CompiledOperation, LoadedRoots } from './plan/compile-operation.ts';
import type { OperationCompilations } from './plan/operation-variants.ts';
import type { Root } from './plan/root.ts';
import { endsRequest, Faults, NullUp, type Run, type Variables, type Writing } from './run.ts';

/** The bounds of an execution. */
export interface ExecutionLimits extends PageLimits {
  readonly responseMaxBytes: number;
  readonly errorsMax: number;
  /** True if error messages must not suggest names of the schema. */
  readonly production: boolean;
}

/** The request's part of the arguments of graphql-js's `execute`. */
export type ExecutionRequest = Pick<ExecutionArgs, 'contextValue' | 'variableValues' | 'rootValue'>;

/** The result of an execution, with its data already in JSON. */
export interface WrittenResult extends Omit<ExecutionResult, 'data'> {
  readonly data?: JsonBytes | null;
}

/** Executes one operation. Never rejects because of the request. */
export type OperationExecution = (request: ExecutionRequest) => Promise<WrittenResult>;

function countChanges({ isMutation, roots }: CompiledOperation): number {
  return isMutation ? roots.filter((root) => root !== undefined).length : 0;
}

/**
 * Builds the execution of an operation. It compiles the operation to a plan, loads the plan's levels, and
 * writes the answer. Returns undefined for a subscription.
 */
export function buildExecution(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  {
    compilations,
    limits,
  }: { readonly compilations: OperationCompilations; readonly limits: ExecutionLimits },
): OperationExecution | undefined {
  const { operation, variableDefinitions = [] } = getOperationAST(document, operationName) ?? {};
  if (operation === undefined || operation === OperationTypeNode.SUBSCRIPTION) return undefined;
  const find = compilations.add(document, operationName);
  return async (request) => {
    const { session, viewer = null, within } = request.contextValue as ExecutionContext; // set by the plugins for every execution
    const coercing = coerceVariables(schema, variableDefinitions, request.variableValues ?? {}, {
      maxErrors: limits.errorsMax,
      hideSuggestions: limits.production,
    });
    const execute = async (part: DocumentNode): Promise<ExecutionResult> =>
      interpret({ ...request, schema, document: part, operationName });
    try {
      const { coerced, errors } = await inSteps(coercing, () => session.throwIfAbandoned());
      if (errors) return { errors: errors.map((error) => addHint(schema, error)) };
      // Without a prototype, so that a variable without a value is absent.
      const variables = Object.assign(Object.create(null) as object, coerced) as Variables;
      const compiled = find(variables);
      const changes = (within?.changes ?? 0) + countChanges(compiled);
      const documents = openNestedDocuments({ schema, compilations, limits }, buildExecution, {
        session,
        viewer,
        within: { changes, depth: (within?.depth ?? 0) + 1 },
      });
      const own = new OwnCalls(session, { documents, viewer });
      const run: Run = { session, variables, limits, changes, connections: [], columns: new Map(), own };
      const result = await answer(compiled, run, limits, execute);
      // A mutation is finished by its commit.
      if (within === undefined && !session.isWriting) session.finish();
      return result;
    } catch (error) {
      if (error instanceof GraphQLError) return { data: null, errors: [error] }; // a condition of a root field is null
      return refuse(error);
    }
  };
}

/** Loads the roots and writes the answer. @throws An error that refuses the whole answer. */
async function answer(
  operation: CompiledOperation,
  run: Run,
  limits: ExecutionLimits,
  execute: (part: DocumentNode) => Promise<ExecutionResult>,
): Promise<WrittenResult> {
  const { roots, interpreted: part, isMutation } = operation;
  const asked: unknown[] = [];
  for (const root of roots) asked.push(root && (await tryRead(root, run)));
  const interpreting = part && execute(part);
  const loading = isMutation ? loadInTurn(roots, run, asked) : loadTogether(roots, run, asked);
  const loaded = await loading;
  const interpreted = interpreting && (await interpreting);
  const faults = new Faults(limits.errorsMax);
  for (const error of interpreted?.errors ?? []) {
    if (endsRequest(error.originalError)) throw error.originalError;
    faults.add(error);
  }
  const data = await write(operation, { loaded, interpreted: interpreted?.data ?? null }, run, {
    faults,
    limits,
  });
  if (faults.count === 0) return { data };
  const omitted = faults.count - faults.errors.length;
  const extensions = omitted > 0 ? { extensions: { errorsOmitted: omitted } } : undefined;
  return { data, errors: faults.errors, ...extensions };
}

async function tryRead(root: Root, run: Run): Promise<unknown> {
  try {
    return await root.read(run);
  } catch (error) {
    return error;
  }
}

/** Loads all roots concurrently. */
async function loadTogether(
  roots: CompiledOperation['roots'],
  run: Run,
  asked: readonly unknown[],
): Promise<readonly unknown[]> {
  const loading = roots.map((root, index) => root && tryLoad(root, run, asked[index]));
  const loaded: unknown[] = [];
  for (const each of loading) loaded.push(await each); // all are running
  return loaded;
}

/**
 * Makes the changes one after the other, and loads the rows of each right after it. Makes none if any
 * arguments are invalid.
 */
async function loadInTurn(
  roots: CompiledOperation['roots'],
  run: Run,
  asked: readonly unknown[],
): Promise<readonly unknown[]> {
  if (asked.some((each) => each instanceof Error))
    return asked.map((each) => (each instanceof Error ? each : undefined));
  const loaded: unknown[] = [];
  for (const [index, root] of roots.entries()) loaded.push(root && (await tryLoad(root, run, asked[index])));
  return loaded;
}

async function tryLoad(root: Root, run: Run, asked: unknown): Promise<unknown> {
  if (asked instanceof Error) return asked;
  try {
    return await root.load(run, asked);
  } catch (error) {
    return error;
  }
}

/** Writes the data. Returns null if an error has made all of it null. */
async function write(
  { writer }: CompiledOperation,
  loaded: LoadedRoots,
  { session }: Run,
  { faults, limits }: { readonly faults: Faults; readonly limits: ExecutionLimits },
): Promise<JsonBytes | null> {
  const out = new JsonWriter(limits.responseMaxBytes);
  const writing: Writing = { session, out, faults, indices: [], ticks: 0 };
  try {
    const pending = writer(writing, loaded, 0);
    // A writer that is not awaited passes its buffer on to the next answer of the same turn.
    if (pending !== undefined) await pending;
    return out.end();
  } catch (error) {
    out.discard();
    if (error instanceof NullUp) return null;
    throw error instanceof JsonTooLongError ? new ResponseTooLargeError(limits.responseMaxBytes) : error;
  }
}

/**
 * Builds the answer of a request that is refused as a whole. @throws Any error that is not a GatherError.
 */
function refuse(error: unknown): WrittenResult {
  if (!(error instanceof GatherError)) throw error;
  return { errors: [new GraphQLError(error.message, { originalError: error })] };
}
