import { InternalError } from '../../errors.ts';
import type { LeasedPrisma } from '../../loaders/load-source.ts';
import type { Session } from '../../loaders/session.ts';
import type { Log } from '../../log.ts';
import { buildColumns, longFields } from '../../model/columns.ts';
import { buildRowShape } from '../../model/build-shape.ts';
import type { Row } from '../../model/load.ts';
import type { Field, Model } from '../../model/model.ts';
import type { OwnStatement } from '../../model/own-statement.ts';
import type { OwnContext, SqlRows } from '../../own/own-context.ts';
import { declaredStatements, type OwnField } from '../../own/own-field.ts';
import { writeOwnStatement } from '../../own/write-own-statement.ts';
import type { ViewerData } from '../../rules/viewer.ts';
import { numberKeys } from '../../resolvers/read-key.ts';
import { readOwnKey } from '../../resolvers/read-own-key.ts';

/** Documents that own code answers within another one. */
export interface NestedDocuments {
  /** Counts the statements that a document takes at most. @throws If it is invalid. */
  readonly count: (document: string, variables: Readonly<Record<string, unknown>>) => number;
  /** Answers a document. @throws The first error of its answer. */
  readonly answer: (document: string, variables: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

/** The request that a call belongs to. */
interface CallRequest {
  readonly session: Session;
  readonly viewer: ViewerData | null;
  readonly signal: AbortSignal;
  /** The path of the field, for the trace. */
  readonly trace: string;
}

/** The fields that were logged for running more statements than they declare. */
const logged = new WeakSet<OwnField>();

/** The means of one call of own code. They end with the call, and count the statements it runs. */
export class CallContext implements OwnContext {
  readonly signal: AbortSignal;
  readonly log: Log;
  /** The values by their names, and the roles. */
  readonly viewer: OwnContext['viewer'];
  readonly #own: OwnField;
  readonly #request: CallRequest;
  readonly #documents: NestedDocuments;
  #statements = 0;
  #overrun: InternalError | undefined;
  #hasEnded = false;
  #lease: LeasedPrisma | undefined;

  constructor(own: OwnField, request: CallRequest, documents: NestedDocuments) {
    this.signal = request.signal;
    this.viewer = request.viewer && { ...request.viewer.values, roles: request.viewer.roles };
    this.log = own.host.log;
    this.#own = own;
    this.#request = request;
    this.#documents = documents;
    // The methods may be taken out of the object: `({ sql }) => sql…`.
    this.load = this.load.bind(this);
    this.graphql = this.graphql.bind(this);
    this.sql = this.sql.bind(this);
    this.after = this.after.bind(this);
  }

  async load(
    name: string,
    given: readonly unknown[],
    columns?: readonly string[],
  ): Promise<readonly never[]> {
    const { label, host } = this.#own;
    const model = host.models.all.find(({ names }) => names.type === name);
    if (model === undefined)
      throw new InternalError(`${label}: expected a model, got ${JSON.stringify(name)}.`);
    const shown = findColumns(model, columns, label);
    const read = given.map((key) => readOwnKey(model, key, label));
    const keys = read.map((key) => {
      if (key instanceof Error) throw key;
      return key;
    });
    if (keys.length === 0) return [];
    this.#begin(1);
    const wanted = buildColumns(model, new Set(shown));
    const shape = buildRowShape({ model, by: model.key, long: longFields(wanted) });
    const { keys: distinct, at } = numberKeys(keys);
    const { session, trace } = this.#request;
    const rows = await session.load(shape, { keys: distinct, columns: wanted }, [trace]);
    // The caller names the type of the rows.
    return at.map((number) => pickColumns(rows[number] ?? null, shown)) as unknown as readonly never[];
  }

  async graphql<Data>(document: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    this.#begin(this.#documents.count(document, variables));
    return (await this.#documents.answer(document, variables)) as Data; // the caller names the type
  }

  async sql<Row>(texts: TemplateStringsArray, ...values: readonly unknown[]): Promise<SqlRows<Row>> {
    const { session, signal, trace } = this.#request;
    const { label } = this.#own;
    const statement: OwnStatement = writeOwnStatement(texts, values, { label, canWrite: session.isWriting });
    this.#begin(1);
    const { rows, affectedRows, insertId } = await session.query(statement, trace, signal);
    return Object.assign([...rows], { affectedRows, insertId }) as unknown as SqlRows<Row>; // the caller names the type
  }

  after(work: () => unknown): void {
    this.#begin(0);
    const { label, host } = this.#own;
    const run = async (): Promise<void> => {
      try {
        await work();
      } catch (error) {
        host.log.error({ error, field: label }, 'Work after a request failed');
      }
    };
    this.#request.session.after(() => void run());
  }

  /** Lends the user's own Prisma client when it is first used. Calls that need none cost nothing. */
  get prisma(): unknown {
    this.#begin(0);
    const { session, trace: path, signal } = this.#request;
    this.#lease ??= session.leasePrisma({ path, signal, onStatement: () => void this.#count(1) });
    return this.#lease?.client;
  }

  /** @throws If the call has run more statements than its field declares, though it has caught the error. */
  throwIfOverrun(): void {
    if (this.#overrun !== undefined) throw this.#overrun;
  }

  /** Ends the means. Whatever still uses them is refused. */
  close(): void {
    this.#hasEnded = true;
    this.#lease?.[Symbol.dispose]();
  }

  /** Counts statements that are about to run. @throws If the call has ended, or runs too many. */
  #begin(statements: number): void {
    if (this.#hasEnded)
      throw new InternalError(`${this.#own.label}: expected its context to be used before it has answered.`);
    this.signal.throwIfAborted();
    const overrun = this.#count(statements);
    if (overrun) throw overrun;
  }

  /** Counts statements. Returns an error if they are too many, and logs it in production instead. */
  #count(statements: number): InternalError | undefined {
    const own = this.#own;
    const { label, host } = own;
    this.#statements += statements;
    const most = declaredStatements(own);
    if (this.#statements <= most) return undefined;
    const message = `${label}: expected at most ${most} statements, got ${this.#statements}; declare them with \`statements\`.`;
    if (!host.production) return (this.#overrun ??= new InternalError(message));
    if (logged.has(own)) return undefined;
    logged.add(own);
    host.log.warn({ field: label, statements: this.#statements, declared: most }, message);
    return undefined;
  }
}

function findColumns(model: Model, columns: readonly string[] | undefined, label: string): readonly Field[] {
  if (columns === undefined) return model.fields.filter(({ hidden }) => !hidden);
  return columns.map((name) => {
    const field = model.fields.find((each) => each.name === name);
    if (field) return field;
    throw new InternalError(`${label}: expected fields of ${model.names.type}, got ${JSON.stringify(name)}.`);
  });
}

/** Copies columns of a row. @throws The error of a value that cannot be read. */
function pickColumns(row: Row | Error | null, columns: readonly Field[]): Row | null {
  if (row === null) return null;
  if (row instanceof Error) throw row;
  const picked: Record<string, unknown> = {};
  for (const { name } of columns) {
    if (row[name] instanceof Error) throw row[name];
    picked[name] = row[name];
  }
  return picked;
}
