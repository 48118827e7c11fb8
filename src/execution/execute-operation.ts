import {
  type DocumentNode,
  execute as interpret,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  OperationTypeNode,
} from 'graphql';
import { GatherError, ResponseTooLargeError } from '../errors.ts';
import type { Session } from '../loaders/session.ts';
import type { PageLimits } from '../resolvers/read-page.ts';
import type { JsonBytes } from '../std/json-bytes.ts';
import { addHint } from '../schema/hint.ts';
import { JsonTooLongError, JsonWriter } from '../std/json-writer.ts';
import type { CompiledOperation, LoadedRoots } from './plan/compile-operation.ts';
import type { OperationCompilations } from './plan/operation-variants.ts';
import type { Root } from './plan/root.ts';
import { endsRequest, Faults, NullUp, type Run, type Variables, type Writing } from './run.ts';

/** The bounds that an operation is executed within. */
export interface ExecutionLimits extends PageLimits {
  readonly responseMaxBytes: number;
  readonly errorsMax: number;
  /** Hides what messages could suggest of the schema. */
  readonly production: boolean;
}

/** What an execution is given beside the operation. */
export type ExecutionRequest = Pick<ExecutionArgs, 'contextValue' | 'variableValues' | 'rootValue'>;

/** The result of an execution, whose data is JSON already. */
export interface WrittenResult extends Omit<ExecutionResult, 'data'> {
  readonly data?: JsonBytes | null;
}

/** Executes one operation. Never rejects for what is wrong with the request. */
export type OperationExecution = (request: ExecutionRequest) => Promise<WrittenResult>;

/** What the context of an execution holds. */
interface ExecutionContext {
  readonly session: Session;
}

/**
 * Builds the execution of an operation: it is compiled to a plan, the plan's levels are loaded, and the answer is written
 * from what was loaded. Undefined for a subscription.
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
    const { coerced, errors } = getVariableValues(schema, variableDefinitions, request.variableValues ?? {}, {
      maxErrors: limits.errorsMax,
      hideSuggestions: limits.production,
    });
    if (errors) return { errors: errors.map((error) => addHint(schema, error)) };
    // A variable that is not given is absent, whatever objects have by themselves.
    const variables = Object.assign(Object.create(null) as object, coerced) as Variables;
    const { session } = request.contextValue as ExecutionContext; // what every execution is handed
    const execute = async (part: DocumentNode): Promise<ExecutionResult> =>
      interpret({ ...request, schema, document: part, operationName });
    try {
      const compiled = find(variables);
      const changes = compiled.isMutation ? compiled.roots.filter((root) => root !== undefined).length : 0;
      const run: Run = { session, variables, limits, changes, connections: [], columns: new Map() };
      return await answer(compiled, run, limits, execute);
    } catch (error) {
      if (error instanceof GraphQLError) return { data: null, errors: [error] }; // a condition at the root is null
      return refuse(error);
    }
  };
}

/** Loads and writes. @throws what the answer is refused for as a whole. */
async function answer(
  operation: CompiledOperation,
  run: Run,
  limits: ExecutionLimits,
  execute: (part: DocumentNode) => Promise<ExecutionResult>,
): Promise<WrittenResult> {
  const { roots, interpreted: part, isMutation } = operation;
  const asked = roots.map((root) => root && tryRead(root, run));
  const interpreting = part && execute(part);
  const loading = isMutation ? loadInTurn(roots, run, asked) : loadTogether(roots, run, asked);
  const loaded = await loading;
  const interpreted = await interpreting;
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

function tryRead(root: Root, run: Run): unknown {
  try {
    return root.read(run);
  } catch (error) {
    return error;
  }
}

/** Loads all roots at the same time. */
async function loadTogether(
  roots: CompiledOperation['roots'],
  run: Run,
  asked: readonly unknown[],
): Promise<readonly unknown[]> {
  const loading = roots.map((root, index) => root && tryLoad(root, run, asked[index]));
  const loaded: unknown[] = [];
  for (const each of loading) loaded.push(await each); // all are under way
  return loaded;
}

/** Makes the changes one after the other, each with what is shown after it; none of them where arguments are refused. */
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

/** Writes the data; null where an error has reached all of it. */
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
    // A writer that is not awaited gives its buffer to the next answer of the same turn.
    if (pending !== undefined) await pending;
    return out.end();
  } catch (error) {
    out.discard();
    if (error instanceof NullUp) return null;
    throw error instanceof JsonTooLongError ? new ResponseTooLargeError(limits.responseMaxBytes) : error;
  }
}

/** The answer of a request that is refused as a whole. @throws what is a fault of ours */
function refuse(error: unknown): WrittenResult {
  if (!(error instanceof GatherError)) throw error;
  return { errors: [new GraphQLError(error.message, { originalError: error })] };
}
