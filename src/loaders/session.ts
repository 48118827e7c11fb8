import DataLoader from 'dataloader';
import { Flow } from '../database/gate/flow.ts';
import { InternalError, ResponseTooLargeError, TooManyKeysError } from '../errors.ts';
import type { Change, Written } from '../model/change.ts';
import { type Asked, type Columns, coversColumns, uniteColumns } from '../model/columns.ts';
import type { Answer, Key, Shape } from '../model/load.ts';
import type { Load, LoadSource, Requester, WriteOptions } from './load-source.ts';
import { measureAnswer } from './measure-answer.ts';

/** What a session is told when it begins. */
export interface SessionOptions {
  /** Keys that may be loaded of one shape at once. */
  readonly loadMaxKeys: number;
  /** Bytes that may be loaded. */
  readonly responseMaxBytes: number;
  /** Whether the paths that ask are kept for the trace. */
  readonly traced: boolean;
}

/** What went out in one load, and once it has ended what each of its keys names, or why it cannot be told. */
interface KeyList extends Asked {
  answers: readonly (Answer | Error)[] | undefined;
  readonly loaded: Promise<void>;
}

/** Where the answer of a key stands. */
interface KeyPosition {
  readonly list: KeyList;
  readonly at: number;
}

interface ShapeLoader {
  readonly shape: Shape;
  /** Of all that one field asks for together. */
  readonly loader: DataLoader<Asked, readonly (Answer | Error)[]>;
  /** All that were asked for so far. */
  columns: Columns;
  readonly paths: Set<string>;
  /** Lists whose keys are not among `positions` yet: most shapes are asked for once, and nobody looks for their keys. */
  unindexed: KeyList[];
  /** By the id of the key. */
  readonly positions: Map<string, KeyPosition>;
}

/**
 * The loads of one request: equal shape and key are one load, and all keys of a shape that are asked for together go
 * to their source together. It ends with the request; a mutation that is tried again begins another one.
 */
export class Session implements Requester {
  readonly traced: boolean;
  statements = 0;
  readonly flow = new Flow();
  readonly #source: LoadSource;
  readonly #loadMaxKeys: number;
  readonly #responseMaxBytes: number;
  readonly #loaders = new Map<string, ShapeLoader>();
  readonly #pending = new Set<Load>();
  /** The same loaders by the shapes themselves: an id is a long text. */
  readonly #known = new Map<Shape, ShapeLoader>();
  #loadedBytes = 0;
  #abandoned: Error | undefined;

  constructor(source: LoadSource, options: SessionOptions) {
    this.#source = source;
    this.#loadMaxKeys = options.loadMaxKeys;
    this.#responseMaxBytes = options.responseMaxBytes;
    this.traced = options.traced;
  }

  /**
   * Loads keys of a shape; `asking` are the fields that show them, for the trace. Gives an answer a key, in their order, or
   * the reason why it could not be loaded; never rejects.
   */
  load<S extends Shape>(
    shape: S,
    asked: Asked,
    asking: readonly string[],
  ): Promise<readonly (Answer<S> | Error)[]> {
    const entry = this.#openLoader(shape, asked.columns);
    if (this.traced) for (const path of asking) entry.paths.add(path);
    return entry.loader.load(asked) as Promise<readonly (Answer<S> | Error)[]>; // the loader of a shape answers that shape
  }

  /** Writes; what was loaded before is forgotten, since it may have changed. */
  async write(change: Change, options: WriteOptions = {}): Promise<Written> {
    if (this.#abandoned !== undefined) throw this.#abandoned;
    if (this.#source.write === undefined) throw new InternalError('Expected a mutation around a write.');
    try {
      return await this.#source.write(change, this, options);
    } finally {
      this.#loaders.clear();
      this.#known.clear();
    }
  }

  /** @throws the reason for which the session was given up. */
  throwIfAbandoned(): void {
    if (this.#abandoned !== undefined) throw this.#abandoned;
  }

  /** Gives up what is not loaded yet, with that reason: the loads leave the queue, and no further one is begun. */
  abort(reason: Error): void {
    if (this.#abandoned !== undefined) return;
    this.#abandoned = reason;
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
   * Answers together what was asked for together, although an earlier load may bring a part of it: so what hangs on a
   * field is asked for together again, and is one load in whatever order the database answers. DataLoader's own cache
   * would hand each part out as it comes. A key that was loaded without a column that is asked for now is loaded again.
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

  /** Loads keys, all different, in one load; where it fails, each of them is answered with the reason. */
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
      // What is loaded is shown at least once, so that nothing more need be loaded.
      if (this.#loadedBytes > this.#responseMaxBytes) throw new ResponseTooLargeError(this.#responseMaxBytes);
      list.answers = answers;
    } catch (error) {
      const reason = error instanceof Error ? error : new InternalError(String(error));
      list.answers = keys.map(() => reason);
      // Nothing else that it loads will be answered.
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

/** Has the keys of all lists found by their ids. */
function indexKeys(entry: ShapeLoader): void {
  if (entry.unindexed.length === 0) return;
  for (const list of entry.unindexed)
    for (const [at, { id }] of list.keys.entries()) entry.positions.set(id, { list, at });
  entry.unindexed = [];
}
