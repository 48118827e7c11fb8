import DataLoader from 'dataloader';
import { InternalError, ResponseTooLargeError, TooComplexError } from '../errors.ts';
import type { Change, Written } from '../model/change.ts';
import type { Answer, Key, Shape } from '../model/load.ts';
import type { Load, LoadSource, Requester } from './load-source.ts';
import { measureAnswer } from './measure-answer.ts';

/** What a session is told when it begins. */
export interface SessionOptions {
  /** Keys that may be loaded of one shape at once. */
  readonly loadMaxKeys: number;
  /** Bytes that may be handed out. */
  readonly responseMaxBytes: number;
  /** Whether the paths that ask are kept for the trace. */
  readonly traced: boolean;
}

interface Loaded {
  readonly answer: Answer;
  readonly bytes: number;
}

interface ShapeLoader {
  readonly shape: Shape;
  /** Of all keys that one place asks for together. */
  readonly loader: DataLoader<readonly Key[], readonly (Loaded | Error)[]>;
  readonly paths: Set<string>;
  /** By the id of the key: what was loaded, or the load that will bring it. What failed may be asked for again. */
  readonly known: Map<string, Loaded | Promise<Error | undefined>>;
}

/**
 * The loads of one request: equal shape and key are one load, and all keys of a shape that are asked for together go
 * to their source together. It ends with the request; a mutation that is tried again begins another one.
 */
export class Session implements Requester {
  readonly traced: boolean;
  statements = 0;
  readonly #source: LoadSource;
  readonly #loadMaxKeys: number;
  readonly #responseMaxBytes: number;
  readonly #loaders = new Map<string, ShapeLoader>();
  readonly #pending = new Set<Load>();
  /** What was loaded ahead, by shape and the id of the key. */
  readonly #held = new Map<Shape, Map<string, Loaded | Error>>();
  #loadedBytes = 0;
  #handedBytes = 0;
  #abandoned: Error | undefined;

  constructor(source: LoadSource, options: SessionOptions) {
    this.#source = source;
    this.#loadMaxKeys = options.loadMaxKeys;
    this.#responseMaxBytes = options.responseMaxBytes;
    this.traced = options.traced;
  }

  /**
   * Loads what the key names of the shape; `path` is the field that asks, for the trace. Beyond the bytes that may be
   * handed out the session is given up.
   */
  load<S extends Shape>(shape: S, key: Key, path?: string): Promise<Answer<S>> {
    return this.#loadTogether(shape, [key], path === undefined ? [] : [path]).then(([loaded]) =>
      this.#handOut<S>(loaded),
    );
  }

  /**
   * Loads keys, all different, before anybody asks for them: from then on `take` gives what they name of this very shape.
   * Never rejects; what fails is told to those who take it.
   */
  async loadAhead(shape: Shape, keys: readonly Key[], paths: readonly string[]): Promise<void> {
    let held = this.#held.get(shape);
    if (held === undefined) this.#held.set(shape, (held = new Map()));
    for (const [index, loaded] of (await this.#loadTogether(shape, keys, paths)).entries())
      held.set(keys[index]?.id ?? '', loaded);
  }

  /** What was loaded ahead; undefined where it was not, or failed. It is not counted as handed out. */
  peek<S extends Shape>(shape: S, key: Key): Answer<S> | undefined {
    const loaded = this.#held.get(shape)?.get(key.id);
    return loaded === undefined || loaded instanceof Error ? undefined : (loaded.answer as Answer<S>);
  }

  /** Hands out what was loaded ahead, or throws why it could not be; undefined where it was not. */
  take<S extends Shape>(shape: S, key: Key): Answer<S> | undefined {
    const loaded = this.#held.get(shape)?.get(key.id);
    return loaded === undefined ? undefined : this.#handOut<S>(loaded);
  }

  /** Writes; what was loaded before is forgotten, since it may have changed. `path` is the field that asks. */
  async write(change: Change, path?: string): Promise<Written> {
    if (this.#abandoned !== undefined) throw this.#abandoned;
    if (this.#source.write === undefined) throw new InternalError('Expected a mutation around a write.');
    try {
      return await this.#source.write(change, this, path === undefined ? [] : [path]);
    } finally {
      this.#loaders.clear();
      this.#held.clear();
    }
  }

  /** Gives up what is not loaded yet, with that reason: the loads leave the queue, and no further one is begun. */
  abort(reason: Error): void {
    if (this.#abandoned !== undefined) return;
    this.#abandoned = reason;
    for (const load of this.#pending) load.leave(reason);
    this.#pending.clear();
  }

  /**
   * What is loaded once counts as often as it is asked for: each time it becomes a part of the answer of its own, and a
   * thousand posts of one author can lead to a million.
   */
  #handOut<S extends Shape>(loaded: Loaded | Error | undefined): Answer<S> {
    if (loaded === undefined) throw new InternalError('Expected an answer for every key.');
    if (loaded instanceof Error) throw loaded;
    this.#handedBytes += loaded.bytes;
    if (this.#handedBytes <= this.#responseMaxBytes) return loaded.answer as Answer<S>; // the loader of a shape answers that shape
    const reason = this.#abandoned ?? new ResponseTooLargeError(this.#responseMaxBytes);
    this.abort(reason);
    throw reason;
  }

  #loadTogether(
    shape: Shape,
    keys: readonly Key[],
    paths: readonly string[],
  ): Promise<readonly (Loaded | Error)[]> {
    let entry = this.#loaders.get(shape.id);
    if (entry === undefined) this.#loaders.set(shape.id, (entry = this.#openLoader(shape)));
    if (this.traced) for (const path of paths) entry.paths.add(path);
    return entry.loader.load(keys);
  }

  #openLoader(shape: Shape): ShapeLoader {
    const entry: ShapeLoader = {
      shape,
      loader: new DataLoader((lists: readonly (readonly Key[])[]) => this.#answer(lists, entry), {
        cache: false,
      }),
      paths: new Set(),
      known: new Map(),
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
  ): Promise<readonly (readonly (Loaded | Error)[])[]> {
    const { known } = entry;
    const { promise: load, resolve } = Promise.withResolvers<Error | undefined>();
    const missing: Key[] = [];
    const underWay = new Set<Promise<Error | undefined>>();
    for (const key of lists.flat()) {
      const found = known.get(key.id);
      if (found instanceof Promise) underWay.add(found);
      else if (found === undefined) {
        missing.push(key);
        known.set(key.id, load);
        underWay.add(load);
      }
    }
    if (missing.length > 0) resolve(this.#loadKeys(missing, entry));
    let failure: Error | undefined;
    for (const each of underWay) failure = (await each) ?? failure;
    const find = ({ id }: Key): Loaded | Error => {
      const loaded = known.get(id);
      if (loaded !== undefined && !(loaded instanceof Promise)) return loaded;
      return failure ?? new InternalError(`Expected an answer for the key ${id}.`);
    };
    return lists.map((keys) => keys.map(find));
  }

  /** Loads keys, all different, in one load; resolves with the reason where it failed. */
  async #loadKeys(keys: readonly Key[], { shape, paths, known }: ShapeLoader): Promise<Error | undefined> {
    const asked = [...paths];
    paths.clear();
    let load: Load | undefined;
    try {
      if (this.#abandoned !== undefined) throw this.#abandoned;
      if (keys.length > this.#loadMaxKeys) {
        throw new TooComplexError(
          `Expected at most ${this.#loadMaxKeys} rows of ${shape.model.names.type} to be asked for at once, but got ${keys.length}; ask for smaller pages.`,
        );
      }
      load = this.#source.load(shape, keys, this, () => asked);
      this.#pending.add(load);
      const answers = await load.answers;
      for (const [index, answer] of answers.entries()) {
        const bytes = measureAnswer(answer, this.#responseMaxBytes);
        this.#loadedBytes += bytes;
        known.set(keys[index]?.id ?? '', { answer, bytes });
      }
      // What is loaded is shown at least once, so that nothing more need be loaded ahead.
      if (this.#loadedBytes > this.#responseMaxBytes) throw new ResponseTooLargeError(this.#responseMaxBytes);
      return undefined;
    } catch (error) {
      for (const { id } of keys) known.delete(id);
      if (error instanceof ResponseTooLargeError) this.abort(error); // nothing else that it loads will be answered
      return error instanceof Error ? error : new InternalError(String(error));
    } finally {
      if (load) this.#pending.delete(load);
    }
  }
}
