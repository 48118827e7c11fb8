import type { GatherError } from '../errors.ts';
import type { Asked, Columns } from '../model/columns.ts';
import type { Scoped, Shape, ViewerValues } from '../model/load.ts';
import type { Load, Requester, ScopedSource } from './load-source.ts';

/** A shape with the rules applied, and the values of the viewer that they compare with. */
export interface Stamped<S extends Shape = Shape> {
  readonly shape: Scoped<S>;
  readonly viewer: ViewerValues | undefined;
}

/** Applies the rules to the loads of one viewer. */
export interface Stamp {
  /** Applies them to a shape that is loaded with these columns. */
  readonly stamp: <S extends Shape>(shape: S, columns: Columns) => Stamped<S>;
  /** Returns the error of a shape that uses a value which the viewer may read in no row. */
  readonly refuse: (shape: Shape) => GatherError | undefined;
}

/** Applies the rules to every load between a session and its source, so that none can forget them. */
export class ScopedLoads {
  readonly #source: ScopedSource;
  readonly #stamp: Stamp;

  constructor(source: ScopedSource, stamp: Stamp) {
    this.#source = source;
    this.#stamp = stamp;
  }

  /** Loads keys of a shape, with at least these columns. @throws The error that refuses the shape. */
  load<S extends Shape>(
    shape: S,
    asked: Asked,
    requester: Requester,
    readPaths: () => readonly string[],
  ): Load<S> {
    const { shape: scoped, viewer } = this.#stamp.stamp(shape, asked.columns);
    const { keys, columns } = asked;
    const own = viewer === undefined ? asked : { keys, columns, viewer };
    return this.#source.load<S>(scoped, own, requester, readPaths);
  }

  /** Returns the error of a shape that the rules refuse whatever its keys are. */
  refuse(shape: Shape): GatherError | undefined {
    return this.#stamp.refuse(shape);
  }

  /** Runs a statement of own code, to which no rules apply. */
  get query(): ScopedSource['query'] {
    return this.#source.query?.bind(this.#source);
  }

  /** Lends the user's own Prisma client, to which no rules apply. */
  get leasePrisma(): ScopedSource['leasePrisma'] {
    return this.#source.leasePrisma?.bind(this.#source);
  }

  /** Is aborted when nothing can be loaded any more. */
  get signal(): AbortSignal | undefined {
    return this.#source.signal;
  }

  /** The error that has ended the source. */
  get failure(): Error | undefined {
    return this.#source.failure;
  }

  /** Makes a change. Undefined outside a mutation. */
  get write(): ScopedSource['write'] {
    return this.#source.write?.bind(this.#source);
  }
}
