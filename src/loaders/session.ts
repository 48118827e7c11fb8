import DataLoader from 'dataloader';
import { Flow } from '../database/flow.ts';
import { InternalError, ResponseTooLargeError, TooManyKeysError } from '../errors.ts';
import type { Change, Written } from '../model/change.ts';
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

/** Keys that went out in one load, and once it has ended what each of them names, or why it cannot be told. */
interface KeyList {
  readonly keys: readonly Key[];
  answers: readonly (Answer | Error)[] | undefined;
  readonly loaded: Promise<void>;
}

/** Where the answer of a key stands. */
interface Place {
  readonly list: KeyList;
  readonly at: number;
}

interface ShapeLoader {
  /** The first that was asked for of those that answer the same. */
  readonly shape: Shape;
  /** Of all keys that one place asks for together. */
  readonly loader: DataLoader<readonly Key[], readonly (Answer | Error)[]>;
  readonly paths: Set<string>;
  /** Lists whose keys are not among `places` yet: most shapes are asked for once, and nobody looks for their keys. */
  unplaced: KeyList[];
  /** By the id of the key. */
  readonly places: Map<string, Place>;
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
   * Loads keys of a shape, all different; `asking` are the fields that show them, for the trace. Gives an answer a key, in
   * their order, or the reason why it could not be loaded; never rejects.
   */
  load<S extends Shape>(
    shape: S,
    keys: readonly Key[],
    asking: readonly string[],
  ): Promise<readonly (Answer<S> | Error)[]> {
    const entry = this.#openLoader(shape);
    if (this.traced) for (const path of asking) entry.paths.add(path);
    return entry.loader.load(keys) as Promise<readonly (Answer<S> | Error)[]>; // the loader of a shape answers that shape
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

  #openLoader(shape: Shape): ShapeLoader {
    let entry = this.#known.get(shape);
    if (entry !== undefined) return entry;
    entry = this.#loaders.get(shape.answerId) ?? this.#buildLoader(shape);
    this.#loaders.set(shape.answerId, entry);
    this.#known.set(shape, entry);
    return entry;
  }

  #buildLoader(shape: Shape): ShapeLoader {
    const entry: ShapeLoader = {
      shape,
      loader: new DataLoader((lists: readonly (readonly Key[])[]) => this.#answer(lists, entry), {
        cache: false,
      }),
      paths: new Set(),
      unplaced: [],
      places: new Map(),
    };
    return entry;
  }

  /**
   * Answers together what was asked for together, although an earlier load may bring a part of it: so what hangs on a
   * field is asked for together again, and is one load in whatever order the database answers. DataLoader's own cache
   * would hand each part out as it comes.
   */
  async #answer(
    lists: readonly (readonly Key[])[],
    entry: ShapeLoader,
  ): Promise<readonly (readonly (Answer | Error)[])[]> {
    const [only] = lists;
    if (lists.length === 1 && only && entry.unplaced.length === 0 && entry.places.size === 0) {
      const list = this.#beginLoad(only, entry);
      await list.loaded;
      return [list.answers ?? []];
    }
    placeKeys(entry);
    const missing = new Map<string, Key>();
    const underWay = new Set<KeyList>();
    for (const key of lists.flat()) {
      const place = entry.places.get(key.id);
      if (place) underWay.add(place.list);
      else missing.set(key.id, key);
    }
    if (missing.size > 0) {
      underWay.add(this.#beginLoad([...missing.values()], entry));
      placeKeys(entry);
    }
    for (const { loaded } of underWay) await loaded;
    return lists.map((keys) =>
      keys.map((key) => {
        const answer = findAnswer(entry, key);
        return answer === undefined ? noAnswer() : answer;
      }),
    );
  }

  #beginLoad(keys: readonly Key[], entry: ShapeLoader): KeyList {
    const list: { -readonly [Name in keyof KeyList]: KeyList[Name] } = {
      keys,
      answers: undefined,
      loaded: Promise.resolve(),
    };
    list.loaded = this.#loadKeys(list, entry);
    entry.unplaced.push(list);
    return list;
  }

  /** Loads keys, all different, in one load; where it fails, each of them is answered with the reason. */
  async #loadKeys(list: KeyList, { shape, paths }: ShapeLoader): Promise<void> {
    const { keys } = list;
    const asked = [...paths];
    paths.clear();
    let load: Load | undefined;
    try {
      if (this.#abandoned !== undefined) throw this.#abandoned;
      if (keys.length > this.#loadMaxKeys)
        throw new TooManyKeysError(shape.model.names.type, this.#loadMaxKeys, keys.length);
      load = this.#source.load(shape, keys, this, () => asked);
      this.#pending.add(load);
      const answers = await load.answers;
      for (const answer of answers) this.#loadedBytes += measureAnswer(answer, this.#responseMaxBytes);
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

function noAnswer(): Error {
  return new InternalError('Expected an answer for every key.');
}

function findAnswer({ places }: ShapeLoader, { id }: Key): Answer | Error | undefined {
  const place = places.get(id);
  return place?.list.answers?.[place.at];
}

/** Has the keys of all lists found by their ids. */
function placeKeys(entry: ShapeLoader): void {
  if (entry.unplaced.length === 0) return;
  for (const list of entry.unplaced)
    for (const [at, { id }] of list.keys.entries()) entry.places.set(id, { list, at });
  entry.unplaced = [];
}
