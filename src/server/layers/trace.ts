import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Events, OwnCallEvent, StatementEvent } from '../../events.ts';
import { inSteps } from '../../std/in-steps.ts';
import { countStatements } from '../../schema/statements-at-most.ts';
import { contextOf, type ExecutionLayer, type Executor } from '../plugins/use-execution.ts';

/** A statement in `extensions.gather.statements`. */
export interface TracedStatement {
  /** The fields of this request that needed it. */
  readonly paths: readonly string[];
  /** The keys and rows of the whole statement, including those of other requests. */
  readonly keys: number;
  readonly rows: number;
  /** The number of requests that shared it. */
  readonly requests: number;
  /** The method by which a page per parent was read; left out where the statement reads anything else. */
  readonly method?: string;
  readonly waitMs: number;
  readonly runMs: number;
  readonly sql: string;
}

/** A call of own code in `extensions.gather.calls`. */
export interface TracedCall {
  readonly field: string;
  readonly paths: readonly string[];
  readonly rows: number;
  readonly runMs: number;
  /** Left out for a field that answers all rows at once. */
  readonly note?: 'not batched';
  readonly hasFailed?: true;
}

/**
 * Adds the statements of a request, and their maximum number, to its answer if the request has the
 * header.
 */
export function trace(events: Events): ExecutionLayer {
  return (execute) => (args) =>
    contextOf(args).exchange.traced ? executeTraced(events, execute, args) : execute(args);
}

async function executeTraced(events: Events, execute: Executor, args: ExecutionArgs): Promise<unknown> {
  const { exchange } = contextOf(args);
  const { schema, document, operationName, variableValues } = args;
  const counting = countStatements(schema, document, {
    operationName: operationName ?? undefined,
    variables: variableValues ?? {},
  });
  const atMost = await inSteps(counting, () => undefined); // what is given up is noticed by the execution
  const statements: TracedStatement[] = [];
  exchange.resources.use(
    events.statements.subscribe((event) => {
      const statement = readShare(event, exchange.session);
      if (statement) statements.push(statement);
    }),
  );
  const calls: TracedCall[] = [];
  exchange.resources.use(
    events.ownCalls.subscribe((event) => {
      if (event.session === exchange.session) calls.push(readCall(event));
    }),
  );
  const result = (await execute(args)) as object;
  if (Symbol.asyncIterator in result) return result;
  const { extensions, ...rest } = result as ExecutionResult; // not a stream, so it is one result
  return {
    ...rest,
    extensions: {
      ...extensions,
      gather: {
        // JSON has no infinity.
        statementsAtMost: Number.isFinite(atMost) ? atMost : null,
        statements,
        ...(calls.length > 0 ? { calls } : {}),
      },
    },
  };
}

function readShare(event: StatementEvent, session: object | undefined): TracedStatement | undefined {
  const paths = event.loads.filter((load) => load.session === session).flatMap((load) => load.paths);
  if (paths.length === 0) return undefined;
  const { keys, rows, method, waitMs, runMs, sql } = event;
  const requests = new Set(event.loads.map((load) => load.session)).size;
  return {
    paths: [...new Set(paths)],
    keys,
    rows,
    requests,
    ...(method === undefined ? {} : { method }),
    waitMs: round(waitMs),
    runMs: round(runMs),
    sql,
  };
}

function readCall({ field, paths, rows, runMs, isBatched, hasFailed }: OwnCallEvent): TracedCall {
  return {
    field,
    paths,
    rows,
    runMs: round(runMs),
    ...(isBatched ? {} : { note: 'not batched' }),
    ...(hasFailed ? { hasFailed } : {}),
  };
}

function round(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
