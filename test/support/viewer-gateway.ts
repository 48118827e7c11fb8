import { getOperationAST, GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { GatherError } from '../../src/errors.ts';
import { buildExecution, type WrittenResult } from '../../src/execution/execute-operation.ts';
import { OperationCompilations } from '../../src/execution/plan/operation-variants.ts';
import { Coalescer } from '../../src/loaders/coalescer.ts';
import { ScopedLoads } from '../../src/loaders/scoped-loads.ts';
import { Session } from '../../src/loaders/session.ts';
import type { Models } from '../../src/model/model.ts';
import { readCondition } from '../../src/resolvers/read-filter.ts';
import { openProtection, type ProtectionOptions } from '../../src/rules/protection.ts';
import type { ViewerData } from '../../src/rules/viewer.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import type { WrittenDocument } from './document.ts';
import type { GraphQLAnswer } from './gateway.ts';

/** What a gateway of viewers is opened with. */
export interface ViewerGatewayOptions {
  readonly databaseUrl: string;
  readonly models: Models;
  readonly protection: ProtectionOptions;
  /** Small pools let statements wait, and so merge. */
  readonly poolSize?: number;
}

/** An answer, and how many statements it took. */
export interface ViewerAnswer extends GraphQLAnswer {
  readonly sent: number;
}

/** Everything of a gateway from documents down to the database, asked by viewers and not over HTTP. */
export interface ViewerGateway extends AsyncDisposable {
  readonly schema: GraphQLSchema;
  readonly ask: (viewer: ViewerData | null, document: WrittenDocument) => Promise<ViewerAnswer>;
  /** The statements so far, and those of them whose keys were of several viewers. */
  readonly counts: { readonly statements: number; readonly shared: number };
}

const limits = {
  pageSizeDefault: 20,
  pageSizeMax: 1_000,
  writeMaxRows: 50_000,
  responseMaxBytes: 32_000_000,
  errorsMax: 1_000,
  production: false,
};

/** Opens it. */
export async function openViewerGateway(options: ViewerGatewayOptions): Promise<ViewerGateway> {
  const { databaseUrl: url, poolSize = 2, models } = options;
  const { responseMaxBytes } = limits;
  const protection = openProtection(models, options.protection, readCondition);
  const schema = buildSchema(protection.models, limits);
  const compilations = new OperationCompilations(schema);
  await using opened = new AsyncDisposableStack();
  const database = opened.use(
    openDatabase({
      url,
      poolSize,
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 60_000,
      responseMaxBytes,
      requestSharePercent: 50,
      slowStatementMs: 250,
    }),
  );
  await database.ready();
  const counts = { statements: 0, shared: 0 };
  const counted: Database = {
    ...database,
    select: (shape, collect, signal, ticket) => {
      const count = (): ReturnType<typeof collect> => {
        const asked = collect();
        counts.statements += 1;
        if (asked.keys.some(({ viewer }) => viewer !== undefined)) counts.shared += 1;
        return asked;
      };
      return database.select(shape, count, signal, ticket);
    },
  };
  const coalescer = new Coalescer(counted, { queueLimit: 100_000, batchMaxKeys: 1_000 });
  const kept = opened.move();
  return {
    schema,
    counts,
    async ask(viewer, { text, variables }) {
      const document = parse(text);
      const operationName = getOperationAST(document)?.name?.value;
      const execute = buildExecution(schema, document, operationName, { compilations, limits });
      const loads = new ScopedLoads(coalescer, protection.stampFor(viewer));
      const session = new Session(loads, { loadMaxKeys: 100_000, responseMaxBytes, traced: false });
      // As JSON carries them: enums are texts there.
      const variableValues = JSON.parse(JSON.stringify(variables)) as Record<string, unknown>;
      const result = await execute?.({ contextValue: { session }, variableValues });
      return { ...readAnswer(result), sent: session.statements };
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

function readAnswer({ data, errors }: WrittenResult = {}): GraphQLAnswer {
  return {
    status: 200,
    data: data === undefined ? undefined : JSON.parse(JSON.stringify(data)),
    errors: errors?.map((error) => ({
      message: error.message,
      ...(error.path && { path: error.path }),
      extensions: { code: codeOf(error) },
    })),
    statements: [],
    calls: [],
    statementsAtMost: undefined,
  };
}

function codeOf(error: Error): string {
  let origin: unknown = error;
  while (origin instanceof GraphQLError && origin.originalError) origin = origin.originalError;
  return origin instanceof GatherError ? origin.code : `${error.message} ${error.stack ?? ''}`;
}
