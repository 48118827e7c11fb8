import { TooComplexError } from '../errors.ts';

/** The limit of what one field of a mutation writes, from the settings table. */
export interface WriteLimits {
  readonly writeMaxRows: number;
}

/** A counter of the rows in all lists of one mutation field. */
export class RowCount {
  readonly #most: number;
  #rows = 0;

  constructor({ writeMaxRows }: WriteLimits) {
    this.#most = writeMaxRows;
  }

  /** @throws TooComplexError naming the path of the list that exceeds the limit. */
  add(rows: number, path: string): void {
    this.#rows += rows;
    if (this.#rows <= this.#most) return;
    throw new TooComplexError(
      `Argument "${path}": expected at most ${this.#most} rows in the lists of one field, got ${this.#rows}.`,
    );
  }
}
