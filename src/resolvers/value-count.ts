import { TooComplexError } from '../errors.ts';
import { countNodes } from '../std/count-nodes.ts';

/**
 * Half of the parameters that a statement may have, since lists are padded to powers of two. A list of
 * conditions has no more items either.
 */
const valuesMax = 30_000;

/** A counter of the values in the conditions of one argument. */
export class ValueCount {
  readonly #argument: string;
  #values = 0;

  constructor(argument: string) {
    this.#argument = argument;
  }

  /** @throws TooComplexError for more values than a statement can have. */
  add(values: number): void {
    this.#values += values;
    if (this.#values > valuesMax) throw this.#refuse('values', this.#values);
  }

  /** Adds the values within a JSON value, itself included. */
  addJson(value: unknown): void {
    this.add(countNodes(value, valuesMax));
  }

  /** @throws TooComplexError for a list of more conditions than a statement can have. */
  checkConditions(conditions: number): void {
    if (conditions > valuesMax) throw this.#refuse('conditions in a list', conditions);
  }

  #refuse(what: string, got: number): TooComplexError {
    return new TooComplexError(
      `Argument "${this.#argument}": expected at most ${valuesMax} ${what}, got ${got}.`,
    );
  }
}
