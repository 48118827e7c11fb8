import DataLoader from 'dataloader';
import { Flow } from '../database/gate/flow.ts';
import { InternalError, ResponseTooLargeError, TooManyKeysError } from '../errors.ts';
import type { Change, Written } from '../model/change.ts';
import { type Asked, type Columns, coversColumns, uniteColumns } from '../model/columns.ts';
import type { Answer, Key, Shape } from '../model/load.ts';
import type { OwnResult, OwnStatement } from '../model/own-statement.ts';
import type { LeasedPrisma, LeaseOptions, Load, Requester, WriteOptions } from './load-source.ts';
import { measureAnswer } from './measure-answer.ts';
import type { ScopedLoads } from './scoped-loads.ts';

/** The settings of a session. */
export interface SessionOptions {
  /** Keys of one shape that may be loaded at once. */
  readonly loadMaxKeys: number;
  /** Bytes that may be loaded in total. */
  readonly responseMaxBytes: number;
  /** True if paths are collected for the trace. */
  readonly traced: boolean;
}

/**
 * The keys of one load. Once it has ended, `answers` has a row, page or aggregate for each of them, or an
 * error.
 */
interface KeyList extends Asked {
  answers: readonly (Answer | Error)[] | undefined;
  readonly loaded: Promise<void>;
}

/** The position of a key in the list that loads it. */
interface KeyPosition {
  readonly list: KeyList;
  readonly at: number;
}

interface ShapeLoader {
  readonly shape: Shape;
  /** Collects the loads of one tick. Each comes from one relation of a level. */
  readonly loader: DataLoader<Asked, readonly (Answer | Error)[]>;
  /** The union of the columns requested so far. */
  columns: Columns;
  readonly paths: Set<string>;
  /** Lists whose keys are not in `positions` yet. Most shapes are loaded once and never need them there. */
  unindexed: KeyList[];
  /** The positions by the ids of the keys. */
  readonly positions: Map<string, KeyPosition>;
}

/**
 * The loads of one request. Loads of equal shape and key are one load. All keys of a shape that are
 * requested in one tick go to the source together. A session ends with its request. A retried mutation gets
 * a new one.
 */
export class Session implements Requester {
  readonly traced: boolean;
  statements = 0;
  /** The calls of the user's own code. */
  ownCalls = 0;
  readonly flow = new Flow();
  readonly #source: ScopedLoads;
  readonly #loadMaxKeys: number;
  readonly #responseMaxBytes: number;
  readonly #loaders = new Map<string, ShapeLoader>();
  readonly #pending = new Set<Load>();
  /** The same loaders by the shapes themselves. Ids are long, and slower to look up. */
  readonly #known = new Map<Shape, ShapeLoader>();
  #loadedBytes = 0;
  #abandoned: Error | undefined;
  #ended: AbortController | undefined;
  readonly #afterwards: (() => void)[] = [];

  constructor(source: ScopedLoads, options: SessionOptions) {
    this.#source = source;
    this.#loadMaxKeys = options.loadMaxKeys;
    this.#responseMaxBytes = options.responseMaxBytes;
    this.traced = options.traced;
  }

  /**
   * Loads keys of a shape, and records `asking`, the fields that show them, for the trace. Resolves to one
   * answer or error per key, in the order of the keys. Never rejects.
   */
  load<S extends Shape>(
    shape: S,
    asked: Asked,
    asking: readonly string[],
  ): Promise<readonly (Answer<S> | Error)[]> {
    const entry = this.#openLoader(shape, asked.columns);
    if (this.traced) for (const path of asking) entry.paths.add(path);
    return entry.loader.load(asked) as Promise<readonly (Answer<S> | Error)[]>; // a loader answers its own shape
  }

  /** Returns the error of a shape that the rules refuse whatever its keys are. */
  refuse(shape: Shape): Error | undefined {
    return this.#source.refuse(shape);
  }

  /** Writes. Forgets all that was loaded before, because the write may have changed it. */
  async write(change: Change, options: WriteOptions = {}): Promise<Written> {
    if (this.#abandoned !== undefined) throw this.#abandoned;
    if (this.#source.write === undefined) throw new InternalError('Expected a mutation around a write.');
    try {
      return await this.#source.write(change, this, options);
    } finally {
      this.#forget();
    }
  }

  /** Runs a statement of own code, for the field at `path`. In a mutation it may write. */
  async query(statement: OwnStatement, path: string, signal: AbortSignal): Promise<OwnResult> {
    if (this.#abandoned !== undefined) throw this.#abandoned;
    if (this.#source.query === undefined) throw new InternalError('Expected a source that runs own SQL.');
    try {
      return await this.#source.query(statement, this, { path, signal });
    } finally {
      if (this.isWriting) this.#forget();
    }
  }

  /** Lends the user's own Prisma client, for the field at `path`. Returns undefined if there is none. */
  leasePrisma(options: LeaseOptions): LeasedPrisma | undefined {
    const onStatement = (): void => {
      options.onStatement();
      if (this.isWriting) this.#forget();
    };
    return this.#source.leasePrisma?.(this, { ...options, onStatement });
  }

  /** True if the session writes, in a transaction of its own. */
  get isWriting(): boolean {
    return this.#source.write !== undefined;
  }

  /** Is aborted with the session. It is created on demand, since most requests need none. */
  get signal(): AbortSignal {
    if (this.#ended === undefined) {
      this.#ended = new AbortController();
      if (this.#abandoned !== undefined) this.#ended.abort(this.#abandoned);
    }
    const { signal } = this.#source;
    return signal ? AbortSignal.any([signal, this.#ended.signal]) : this.#ended.signal;
  }

  /** Adds work that runs once the request has succeeded: after the commit, if it writes. */
  after(work: () => void): void {
    this.#afterwards.push(work);
  }

  /** Runs the work for afterwards. */
  finish(): void {
    for (const work of this.#afterwards.splice(0)) work();
  }

  #forget(): void {
    this.#loaders.clear();
    this.#known.clear();
  }

  /** @throws The reason with which the session was aborted, or its transaction has failed. */
  throwIfAbandoned(): void {
    const reason = this.#abandoned ?? this.#source.failure;
    if (reason !== undefined) throw reason;
  }

  /**
   * Ends all loads that have no answer yet with the reason. They leave the queue, and no load starts any
   * more.
   */
  abort(reason: Error): void {
    if (this.#abandoned !== undefined) return;
    this.#abandoned = reason;
    this.#ended?.abort(reason);
    for (const load of this.#pending) load.leave(reason);
    this.#pending.clear();
  }

  #openLoader(shape: Shape, columns: Columns): ShapeLoader {
    let entry = this.#known.get(shape);
    if (entry === undefined) {
      entry = this.#loaders.get(shape.id) ?? this.#buildLoader(shape, columns);
      this.#loaders.set(shape.id, entry);
      this.#known.set(shape, entry);
    }
    entry.columns = uniteColumns(shape.model, [entry.columns, columns]);
    return entry;
  }

  #buildLoader(shape: Shape, columns: Columns): ShapeLoader {
    const entry: ShapeLoader = {
      shape,
      loader: new DataLoader((lists: readonly Asked[]) => this.#answer(lists, entry), { cache: false }),
      columns,
      paths: new Set(),
      unindexed: [],
      positions: new Map(),
    };
    return entry;
  }

  /**
   * Resolves all lists of a tick at once, even if earlier loads answer a part of them. So the next level is
   * requested in one tick, in whatever order the database answers. DataLoader's own cache would resolve each
   * key by itself. A key is loaded again if it was loaded without one of the columns.
   */
  async #answer(
    lists: readonly Asked[],
    entry: ShapeLoader,
  ): Promise<readonly (readonly (Answer | Error)[])[]> {
    const [only] = lists;
    if (lists.length === 1 && only && entry.unindexed.length === 0 && entry.positions.size === 0) {
      const list = this.#beginLoad(only.keys, entry);
      await list.loaded;
      return [list.answers ?? []];
    }
    indexKeys(entry);
    const missing = new Map<string, Key>();
    for (const { keys, columns } of lists) {
      for (const key of keys) {
        const position = entry.positions.get(key.id);
        if (!position || !coversColumns(position.list.columns, columns)) missing.set(key.id, key);
      }
    }
    if (missing.size > 0) {
      this.#beginLoad([...missing.values()], entry);
      indexKeys(entry);
    }
    const positions = lists.map(({ keys }) => keys.map(({ id }) => entry.positions.get(id)));
    for (const list of new Set(positions.flat().map((position) => position?.list))) await list?.loaded;
    return positions.map((of) => of.map(readAnswer));
  }

  #beginLoad(keys: readonly Key[], entry: ShapeLoader): KeyList {
    const list: { -readonly [Name in keyof KeyList]: KeyList[Name] } = {
      keys,
      columns: entry.columns,
      answers: undefined,
      loaded: Promise.resolve(),
    };
    list.loaded = this.#loadKeys(list, entry);
    entry.unindexed.push(list);
    return list;
  }

  /** Loads different keys in one load. If it fails, the error is the answer of each key. */
  async #loadKeys(list: KeyList, { shape, paths }: ShapeLoader): Promise<void> {
    const { keys, columns } = list;
    const asking = [...paths];
    paths.clear();
    let load: Load | undefined;
    try {
      if (this.#abandoned !== undefined) throw this.#abandoned;
      if (keys.length > this.#loadMaxKeys)
        throw new TooManyKeysError(shape.model.names.type, this.#loadMaxKeys, keys.length);
      load = this.#source.load(shape, list, this, () => asking);
      this.#pending.add(load);
      const answers = await load.answers;
      for (const answer of answers)
        this.#loadedBytes += measureAnswer(answer, columns, this.#responseMaxBytes);
      // Every loaded row is shown at least once, so the answer could only be longer.
      if (this.#loadedBytes > this.#responseMaxBytes) throw new ResponseTooLargeError(this.#responseMaxBytes);
      list.answers = answers;
    } catch (error) {
      const reason = error instanceof Error ? error : new InternalError(String(error));
      list.answers = keys.map(() => reason);
      // The request has failed, so none of its other loads would be shown.
      if (reason instanceof ResponseTooLargeError || reason instanceof TooManyKeysError) this.abort(reason);
    } finally {
      if (load) this.#pending.delete(load);
    }
  }
}

function readAnswer(position: KeyPosition | undefined): Answer | Error {
  const answer = position?.list.answers?.[position.at];
  return answer === undefined ? new InternalError('Expected an answer for every key.') : answer;
}

/** Indexes the keys of all lists that are not indexed yet. */
function indexKeys(entry: ShapeLoader): void {
  if (entry.unindexed.length === 0) return;
  for (const list of entry.unindexed)
    for (const [at, { id }] of list.keys.entries()) entry.positions.set(id, { list, at });
  entry.unindexed = [];
}
