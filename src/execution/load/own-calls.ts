import DataLoader from 'dataloader';
import { InternalError, TimeoutError } from '../../errors.ts';
import type { OwnCallEvent } from '../../events.ts';
import type { Session } from '../../loaders/session.ts';
import { noColumns } from '../../model/columns.ts';
import { buildSqlShape } from '../../model/build-shape.ts';
import { buildSqlKey, type Row, type Value } from '../../model/load.ts';
import type { Field } from '../../model/model.ts';
import type { OwnArguments, OwnField, OwnRow } from '../../own/own-field.ts';
import { numberKeys } from '../../resolvers/read-key.ts';
import type { ViewerData } from '../../rules/viewer.ts';
import { toError } from '../../std/to-error.ts';
import { CallContext, type NestedDocuments } from './call-context.ts';

/** Rows of a level that a field answers. */
interface AskedRows {
  readonly rows: readonly Row[];
  readonly trace: string;
}

type Loader = DataLoader<AskedRows, readonly unknown[]>;

/**
 * The calls of the user's own code in one execution. All rows that a field is requested for in one tick with
 * equal arguments are one call, whichever aliases and levels they belong to.
 */
export class OwnCalls {
  readonly #session: Session;
  readonly #documents: NestedDocuments;
  readonly #viewer: ViewerData | null;
  readonly #loaders = new Map<string, Loader>();

  constructor(
    session: Session,
    { documents, viewer }: { readonly documents: NestedDocuments; readonly viewer: ViewerData | null },
  ) {
    this.#session = session;
    this.#documents = documents;
    this.#viewer = viewer;
  }

  /** Answers rows with a value for each, or an error. Never rejects. */
  load(own: OwnField, given: OwnArguments, asked: AskedRows): Promise<readonly unknown[]> {
    if (own.code.kind === 'sql') return this.#select(own, given, asked);
    const id = `${own.label} ${JSON.stringify(given)}`;
    let loader = this.#loaders.get(id);
    if (loader === undefined) {
      loader = new DataLoader((lists) => this.#answer(own, given, lists), { cache: false });
      this.#loaders.set(id, loader);
    }
    return loader.load(asked);
  }

  /** Answers a field of Query or Mutation. Returns an error instead of throwing it. */
  resolve(own: OwnField, given: OwnArguments, trace: string): Promise<unknown> {
    const { code } = own;
    if (code.kind !== 'resolve') throw new Error(`Expected ${own.label} to resolve itself.`);
    return this.#call(own, { paths: [trace], rows: 0 }, (context) => code.resolve(given, context));
  }

  /** Calls a field once for several lists of rows. Equal lists are given to it once. */
  async #answer(
    own: OwnField,
    given: OwnArguments,
    lists: readonly AskedRows[],
  ): Promise<readonly (readonly unknown[])[]> {
    const readable: OwnRow[] = [];
    const numbers = new Map<readonly Row[], readonly (number | Error)[]>();
    for (const { rows } of lists) {
      if (numbers.has(rows)) continue;
      const read = rows.map((row) => pickNeeds(row, own.needs));
      numbers.set(
        rows,
        read.map((row) => (row instanceof Error ? row : readable.push(row) - 1)),
      );
    }
    const paths = [...new Set(lists.map(({ trace }) => trace))];
    const values = readable.length === 0 ? [] : await this.#callForRows(own, given, readable, paths);
    const valueOf = (number: number | Error): unknown =>
      number instanceof Error ? number : values instanceof Error ? values : values[number];
    return lists.map(({ rows }) => numbers.get(rows)?.map(valueOf) ?? []);
  }

  async #callForRows(
    own: OwnField,
    given: OwnArguments,
    rows: readonly OwnRow[],
    paths: readonly string[],
  ): Promise<readonly unknown[] | Error> {
    const { code } = own;
    if (code.kind !== 'load') throw new Error(`Expected ${own.label} to load rows.`);
    const answered = await this.#call(own, { paths, rows: rows.length }, async (context) => {
      const values: unknown = await code.load(rows, given, context);
      if (!Array.isArray(values) || values.length !== rows.length) throw describeMismatch(own, rows, values);
      // An item may be a promise.
      const settled = await Promise.allSettled(values as readonly unknown[]);
      return settled.map((each) => (each.status === 'fulfilled' ? each.value : toError(each.reason)));
    });
    return answered as readonly unknown[] | Error; // as it was returned above
  }

  /** Runs own code until its deadline or the end of the request. Returns an error instead of throwing it. */
  async #call(
    own: OwnField,
    { paths, rows }: { readonly paths: readonly string[]; readonly rows: number },
    work: (context: CallContext) => unknown,
  ): Promise<unknown> {
    const { label: field, isBatched } = own;
    const session = this.#session;
    const startedMs = performance.now();
    const result = await this.#inTime(own, async (signal) => {
      const request = { session, viewer: this.#viewer, signal, trace: paths[0] ?? field };
      const context = new CallContext(own, request, this.#documents);
      try {
        const answered = await within(signal, async () => work(context));
        context.throwIfOverrun();
        return answered;
      } finally {
        context.close();
      }
    }).catch(toError);
    session.ownCalls++;
    const [runMs, hasFailed] = [performance.now() - startedMs, result instanceof Error];
    const event: OwnCallEvent = { field, session, paths, rows, isBatched, runMs, hasFailed };
    own.host.events.ownCalls.publish(event);
    return result;
  }

  /** Runs work with a signal that is aborted at the deadline of the field and at the end of the request. */
  async #inTime<T>({ label, timeoutMs }: OwnField, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (timeoutMs === undefined) return work(this.#session.signal);
    const stop = new AbortController();
    const timer = setTimeout(
      () => stop.abort(new TimeoutError(`${label} took longer than ${timeoutMs} ms.`)),
      timeoutMs,
    );
    try {
      return await work(AbortSignal.any([this.#session.signal, stop.signal]));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Answers rows by own SQL, which is a load like any other. */
  async #select(own: OwnField, given: OwnArguments, { rows, trace }: AskedRows): Promise<readonly unknown[]> {
    const { code, needs, label, noun, model } = own;
    if (code.kind !== 'sql' || model === undefined) throw new Error(`Expected ${label} to have SQL.`);
    const shape = buildSqlShape({ model, by: needs, sql: code.sql, given });
    const read = rows.map((row) => readNeeds(row, needs));
    const asked = numberKeys(
      read.flatMap((values) => (values instanceof Error ? [] : [buildSqlKey(values)])),
    );
    const { keys, at } = asked;
    if (keys.length === 0) return read;
    const answers = await this.#inTime(own, (signal) =>
      within(signal, () => this.#session.load(shape, { keys, columns: noColumns }, [trace])),
    ).catch(toError);
    if (answers instanceof Error) return read.map((values) => (values instanceof Error ? values : answers));
    let number = 0;
    return read.map((values) => {
      if (values instanceof Error) return values;
      const answer = answers[at[number++] ?? -1] ?? [];
      if (answer instanceof Error || code.isList) return answer;
      if (answer.length <= 1) return answer[0] ?? null;
      return new InternalError(`${label}: expected at most one row per ${noun}, got ${answer.length}.`);
    });
  }
}

/** Awaits work until the signal is aborted, and then rejects with its reason. */
async function within<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work(), promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Makes the row that own code is given. Returns the error of a value that cannot be read. */
function pickNeeds(row: Row, needs: readonly Field[]): OwnRow | Error {
  const picked: Record<string, unknown> = {};
  for (const { name } of needs) {
    const value = row[name];
    if (value instanceof Error) return value;
    picked[name] = value;
  }
  return picked;
}

function readNeeds(row: Row, needs: readonly Field[]): readonly Value[] | Error {
  const values = needs.map(({ name }) => row[name]);
  return values.find((value) => value instanceof Error) ?? (values as readonly Value[]); // columns of $keys are plain
}

function writeCount(count: number): string {
  return count.toLocaleString('en-US');
}

function describeMismatch(
  { label, noun }: OwnField,
  rows: readonly OwnRow[],
  values: unknown,
): InternalError {
  const got = Array.isArray(values) ? writeCount(values.length) : values === null ? 'null' : typeof values;
  const wanted = `${writeCount(rows.length)} ${rows.length === 1 ? 'value' : 'values'}`;
  return new InternalError(`${label}: expected ${wanted}, one per ${noun}, got ${got}`);
}
