import type { DocumentNode, GraphQLField, GraphQLSchema } from 'graphql';
import type { Ticket } from '../../src/database/gate/gate.ts';
import type { StatementAnswers } from '../../src/database/select/select-bounded.ts';
import type { Transaction } from '../../src/database/write/transaction.ts';
import type {
  ExecutionLimits,
  ExecutionRequest,
  WrittenResult,
} from '../../src/execution/execute-operation.ts';
import type { OperationCompilations } from '../../src/execution/plan/operation-variants.ts';
import type { WriteOptions } from '../../src/loaders/load-source.ts';
import type { Change, Written } from '../../src/model/change.ts';
import type { Asked } from '../../src/model/columns.ts';
import type { Answer, Scoped, Shape } from '../../src/model/load.ts';
import type { FieldPlan } from '../../src/schema/field-plan.ts';

// ARCHITECTURE.md shows what follows, and architecture.test.ts holds it against the code.

/** server → execution. Compiles an operation once; the function it returns answers each request. */
export type BuildExecution = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  options: { readonly compilations: OperationCompilations; readonly limits: ExecutionLimits },
) => ((request: ExecutionRequest) => Promise<WrittenResult>) | undefined;

/** execution → schema. Every field of a model carries a plan. */
export type ReadFieldPlan = (field: GraphQLField<unknown, unknown>) => FieldPlan | undefined;

/** execution → loaders, once for each relation of a level. One answer a key, in the order of the keys. */
export type SessionLoad = <S extends Shape>(
  shape: S,
  asked: Asked,
  paths: readonly string[],
) => Promise<readonly (Answer<S> | Error)[]>;

/** execution → loaders, once for each root field of a mutation. */
export type SessionWrite = (change: Change, options?: WriteOptions) => Promise<Written>;

/** loaders → database. Runs one statement when the gate admits its ticket, and collects keys and columns only then. */
export type Select = <S extends Shape>(
  shape: Scoped<S>,
  collect: () => Asked,
  signal: AbortSignal,
  ticket?: Ticket,
) => Promise<StatementAnswers<S>>;

/** loaders → database. Runs one transaction, and rolls it back unless `work` commits it. */
export type Transact = <T>(signal: AbortSignal, work: (transaction: Transaction) => Promise<T>) => Promise<T>;
