import { type ExecutionArgs, type ExecutionResult, getOperationAST, OperationTypeNode } from 'graphql';
import { type StatementEvent, subscribeToStatements } from '../../events.ts';
import { statementsAtMost } from '../../schema/statements-at-most.ts';
import { contextOf, type ExecutionLayer, type Executor } from '../plugins/use-execution.ts';

/** A statement as `extensions.gather.statements` shows it to the request that took part in it. */
export interface TracedStatement {
  /** This request's fields that asked. */
  readonly paths: readonly string[];
  /** Keys and rows of the whole statement, other requests' share included. */
  readonly keys: number;
  readonly rows: number;
  /** Requests that shared it. */
  readonly requests: number;
  /** The method by which a page per parent was read; left out where the statement reads anything else. */
  readonly method?: string;
  readonly waitMs: number;
  readonly runMs: number;
  readonly sql: string;
}

/** Adds the statements of a request, and how many there could be, to its answer, where the request asks for them. */
export function trace(): ExecutionLayer {
  return (execute) => (args) =>
    contextOf(args).exchange.traced ? executeTraced(execute, args) : execute(args);
}

async function executeTraced(execute: Executor, args: ExecutionArgs): Promise<unknown> {
  const { exchange } = contextOf(args);
  const { schema, document, operationName, variableValues } = args;
  // What a mutation writes is Prisma's, and not counted before.
  const isMutation = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
  const atMost = statementsAtMost(schema, document, {
    operationName: operationName ?? undefined,
    variables: variableValues ?? {},
  });
  const statements: TracedStatement[] = [];
  exchange.resources.use(
    subscribeToStatements((event) => {
      const statement = readShare(event, exchange.session);
      if (statement) statements.push(statement);
    }),
  );
  const result = (await execute(args)) as object;
  if (Symbol.asyncIterator in result) return result;
  const { extensions, ...rest } = result as ExecutionResult; // not a stream, so it is one result
  return {
    ...rest,
    extensions: {
      ...extensions,
      gather: { [isMutation ? 'readsAtMost' : 'statementsAtMost']: atMost, statements },
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

function round(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
