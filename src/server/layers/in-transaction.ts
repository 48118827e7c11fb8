import { createHash } from 'node:crypto';
import { type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';
import { GatherError } from '../../errors.ts';
import { JsonBytes } from '../../std/json-bytes.ts';
import { identifyViewer } from '../../rules/viewer/identify-viewer.ts';
import type { ViewerData } from '../../rules/viewer.ts';
import type { RequestSession } from '../exchange.ts';
import { contextOf, type ExecutionLayer, type Executor } from '../plugins/use-execution.ts';
import type { SessionContext } from '../plugins/use-session.ts';

/** Runs work with a session whose writes and reads are one transaction. See `transact` of the loaders. */
export type Transact = (
  options: {
    readonly signal: AbortSignal;
    readonly traced: boolean;
    /** Null if the request is anonymous. */
    readonly viewer: ViewerData | null;
    readonly onRetry: () => void;
    readonly idempotency: Idempotency | undefined;
  },
  work: (session: RequestSession) => Promise<{ readonly result: ExecutionResult; readonly commit: boolean }>,
) => Promise<{
  readonly result: ExecutionResult;
  readonly committed: boolean;
  readonly failure: GatherError | undefined;
}>;

/** A request that must take effect only once, and the store of its answer. */
interface Idempotency {
  readonly request: { readonly key: string; readonly fingerprint: Buffer };
  readonly write: (result: ExecutionResult) => string;
  readonly read: (kept: string) => ExecutionResult;
}

/**
 * Runs each mutation document in one transaction. It is committed when the whole answer is complete
 * without an error, so an answer with errors has changed nothing. This layer must be outside of all that
 * make the answer, and inside of those that change its errors.
 */
export function inTransaction(transact: Transact): ExecutionLayer {
  return (execute) => (args) =>
    contextOf(args).exchange.operationType === 'mutation'
      ? executeOnce(transact, execute, args)
      : execute(args);
}

async function executeOnce(
  transact: Transact,
  execute: Executor,
  args: ExecutionArgs,
): Promise<ExecutionResult> {
  const context = contextOf(args);
  const { exchange } = context;
  const { traced, viewer } = exchange;
  const signal = exchange.openSignal();
  const onRetry = (): void => void exchange.retries++;
  const idempotency = readIdempotency(context);
  const outcome = await transact({ signal, traced, viewer, onRetry, idempotency }, async (session) => {
    exchange.session = session;
    const contextValue = { ...context, session };
    const result = (await execute({ ...args, contextValue })) as ExecutionResult; // mutations end in one result
    return { result, commit: (result.errors ?? []).length === 0 };
  });
  return outcome.committed ? outcome.result : undo(outcome.result, outcome.failure);
}

const keyPattern = /^[\x20-\x7e]{1,255}$/;

function readIdempotency({ exchange, params }: SessionContext): Idempotency | undefined {
  const key = exchange.idempotencyKey;
  if (key === undefined) return undefined;
  if (!keyPattern.test(key)) {
    throw new GatherError(
      'BAD_REQUEST',
      `The header "idempotency-key": expected 1 to 255 printable ASCII characters, got ${key.length} characters.`,
    );
  }
  const { query, operationName = null, variables = {} } = params;
  const said = [query, operationName, variables];
  const { viewer } = exchange;
  const identity = viewer && identifyViewer(viewer);
  return {
    // Each viewer has keys of its own, so that no other one gets the answer or learns of the key.
    request: {
      key: identity === null ? key : digest([identity, key]).toString('base64'),
      fingerprint: digest(identity === null ? said : [...said, identity]),
    },
    write: ({ data }) => JSON.stringify({ data }),
    read: (kept) => JSON.parse(kept) as ExecutionResult, // as `write` has written it
  };
}

function digest(parts: readonly unknown[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/**
 * Builds the answer of a document that has changed nothing. Every root field is null and has an error.
 */
function undo(result: ExecutionResult, failure: GatherError | undefined): ExecutionResult {
  const { data, errors = [] } = result;
  if (!data) return result;
  const values = (data instanceof JsonBytes ? data.toJSON() : data) as object; // the data of a mutation
  // `__typename` is a string that does not come from the database, and cannot be null.
  const roots = Object.entries(values).flatMap(([root, value]) => (typeof value === 'string' ? [] : [root]));
  const told = failure === undefined ? errors : keepCause(errors, failure);
  const failed = new Set(told.map(({ path }) => path?.[0]));
  const cause = failure ?? findCause(told);
  const first = roots.find((root) => failed.has(root));
  const rolledBack = roots
    .filter((root) => !failed.has(root))
    .map((root) => {
      const originalError = first === undefined ? cause : new RolledBackError(first, cause);
      return new GraphQLError(originalError.message, { path: [root], originalError });
    });
  return {
    ...result,
    data: Object.fromEntries(
      Object.entries(values).map(([root, value]) => [root, typeof value === 'string' ? value : null]),
    ),
    errors: [...told, ...rolledBack],
  };
}

/**
 * A root field that was rolled back because of another one. It has the same code, since the same action
 * helps.
 */
class RolledBackError extends GatherError {
  override readonly name = 'RolledBackError';
  constructor(root: string, cause: GatherError) {
    super(cause.code, `Rolled back with ${root}, which has failed.`);
  }
}

/**
 * Keeps the cause only in the first error. After a transaction has failed, all of its other fields fail
 * with it too.
 */
function keepCause(errors: readonly GraphQLError[], failure: GatherError): readonly GraphQLError[] {
  const alike = errors.filter((error) => originOf(error) === failure);
  return errors.filter((error) => originOf(error) !== failure || error === alike[0]);
}

function findCause(errors: readonly GraphQLError[]): GatherError {
  const causes = errors.map(originOf).filter((origin) => origin instanceof GatherError);
  return causes[0] ?? new GatherError('INTERNAL_SERVER_ERROR', 'Unexpected error.');
}

function originOf(error: GraphQLError): unknown {
  let origin: unknown = error;
  while (origin instanceof GraphQLError && origin.originalError) origin = origin.originalError;
  return origin;
}
