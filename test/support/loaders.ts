import { type Database, openDatabase } from '../../src/database/open-database.ts';
import type { StatementEvent } from '../../src/events.ts';
import { readGeneratedModel } from '../../src/gateway.ts';
import { Coalescer } from '../../src/loaders/coalescer.ts';
import { ScopedLoads } from '../../src/loaders/scoped-loads.ts';
import { Session } from '../../src/loaders/session.ts';
import { noRules } from '../../src/rules/protection.ts';
import { type Outcome, transact } from '../../src/loaders/transact.ts';
import { buildColumns, type Columns } from '../../src/model/columns.ts';
import { buildRowShape } from '../../src/model/build-shape.ts';
import { type Answer, buildKey, type Key, type RowShape, type Shape } from '../../src/model/load.ts';
import type { Field } from '../../src/model/model.ts';

/** The loaders over a real database, without anything above them. */
export interface TestLoaders extends AsyncDisposable {
  readonly database: Database;
  /** The statements that were answered so far. */
  readonly statements: readonly StatementEvent[];
  readonly openSession: (loadMaxKeys?: number) => Session;
  /** Runs `work` as one mutation; gives how it ended and how often it was tried again. */
  readonly transact: (
    work: (session: Session) => Promise<unknown>,
    options?: { readonly signal?: AbortSignal; readonly commit?: boolean },
  ) => Promise<Outcome<unknown> & { readonly retries: number }>;
}

/** What of the loaders a test sets; the rest is wide. */
export interface TestLoadersOptions {
  readonly databaseUrl: string;
  readonly poolSize?: number;
  readonly queueLimit?: number;
  readonly batchMaxKeys?: number;
  readonly connectTimeoutMs?: number;
  readonly statementTimeoutMs?: number;
  readonly responseMaxBytes?: number;
  readonly transactionTimeoutMs?: number;
  readonly requestSharePercent?: number;
  readonly slowStatementMs?: number;
}

/** Opens the pool, a coalescer over it, and as many sessions as the test asks for. */
export async function openTestLoaders(options: TestLoadersOptions): Promise<TestLoaders> {
  const { databaseUrl, poolSize = 4, queueLimit = 1_000, batchMaxKeys = 1_000 } = options;
  const { responseMaxBytes = 32_000_000 } = options;
  await using opened = new AsyncDisposableStack();
  const database = opened.use(
    openDatabase({
      url: databaseUrl,
      poolSize,
      connectTimeoutMs: options.connectTimeoutMs ?? 2_000,
      statementTimeoutMs: options.statementTimeoutMs ?? 20_000,
      responseMaxBytes,
      requestSharePercent: options.requestSharePercent ?? 50,
      slowStatementMs: options.slowStatementMs ?? 250,
      writing: {
        models: await readGeneratedModel(),
        transactionTimeoutMs: options.transactionTimeoutMs ?? 20_000,
        lockTimeoutSeconds: 1,
        writeMaxRows: 10_000,
        queueLimit,
      },
    }),
  );
  await database.ready();
  const statements: StatementEvent[] = [];
  opened.use(database.events.statements.subscribe((event) => statements.push(event)));
  const coalescer = new Coalescer(database, { queueLimit, batchMaxKeys });
  const kept = opened.move();
  return {
    database,
    statements,
    openSession: (loadMaxKeys = 50_000) =>
      new Session(new ScopedLoads(coalescer, noRules), { loadMaxKeys, responseMaxBytes, traced: false }),
    transact: async (work, { signal = new AbortController().signal, commit = true } = {}) => {
      let retries = 0;
      const limits = { loadMaxKeys: 50_000, responseMaxBytes, traced: false };
      const outcome = await transact(
        database,
        { ...limits, stamp: noRules, signal, onRetry: () => void retries++ },
        async (session) => ({ result: await work(session), commit }),
      );
      return { ...outcome, retries };
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Loads what one key names of a shape, with all columns that its shape can have unless told. @throws the reason why it could not be loaded. */
export async function loadOne<S extends Shape>(
  session: Session,
  shape: S,
  key: Key,
  columns: Columns = columnsOf(shape),
): Promise<Answer<S>> {
  const [answer] = await session.load(shape, { keys: [key], columns }, []);
  if (answer === undefined || answer instanceof Error) throw answer ?? new Error('Expected an answer.');
  return answer;
}

/** All columns that loads of a shape can show, and nothing beside its rows. */
export function columnsOf(shape: Shape): Columns {
  const { model } = shape;
  const isShown = (field: Field): boolean => !field.long || ('long' in shape && shape.long.includes(field));
  return buildColumns(model, new Set(model.fields.filter(isShown)));
}

/** The shape of a lookup by the model's key. */
export async function buildLookup(modelName: string): Promise<RowShape> {
  const { all } = await readGeneratedModel();
  const model = all.find(({ name }) => name === modelName);
  if (model === undefined) throw new Error(`Expected a model ${modelName}.`);
  return buildRowShape({ model, by: model.key, long: [] });
}

/** The key of a row whose primary key is one column. */
export function keyOf(id: number): Key {
  return buildKey([String(id)]);
}
