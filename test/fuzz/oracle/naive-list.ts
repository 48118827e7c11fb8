import type { FuzzModel } from '../schema/description.ts';
import { readCondition } from './condition.ts';
import type { Facts, RowNumber } from './facts.ts';
import { comparePlaces, type OrderStep, placeOf, readOrder } from './ordering.ts';
import { Refusal } from './refusal.ts';

type Given = Readonly<Record<string, unknown>>;

/** What a cursor stands for: a row, and the ordering that it belongs to. */
export interface Place {
  readonly order: readonly OrderStep[];
  readonly row: RowNumber;
}

/** The page of a list, and on which sides it was cut. */
export interface Page {
  readonly rows: readonly RowNumber[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** Rows of a page where a document does not say how many, and at most. */
export const pageLimits = { byDefault: 20, most: 1_000 };

/** A list of rows: read whole, ordered whole and only then cut. */
export class NaiveList {
  readonly model: FuzzModel;
  readonly order: readonly OrderStep[];
  readonly #facts: Facts;
  readonly #candidates: readonly RowNumber[];
  readonly #given: Given;
  readonly #readCursor: (model: FuzzModel, cursor: string) => Place | undefined;

  /**
   * Of the candidates, those that the arguments want.
   * @throws Refusal for arguments that the contract refuses.
   */
  constructor(
    facts: Facts,
    model: FuzzModel,
    candidates: readonly RowNumber[],
    given: Given,
    readCursor: (model: FuzzModel, cursor: string) => Place | undefined,
  ) {
    this.#facts = facts;
    this.model = model;
    this.#candidates = candidates;
    this.#given = given;
    this.#readCursor = readCursor;
    this.order = readOrder(model, given['orderBy']);
    this.#readSize('first');
    this.#readSize('last');
    if (isGiven(given['first']) && isGiven(given['last']))
      throw new Refusal('BAD_USER_INPUT', 'Both first and last are given.');
    this.#readPlace('after');
    this.#readPlace('before');
    if (isGiven(given['where'])) readCondition(facts, model, given['where'] as Given); // as the schema has it
  }

  /** All rows of the list, not of the page, in no order. */
  async matching(): Promise<readonly RowNumber[]> {
    const where = (this.#given['where'] ?? {}) as Given; // as the schema has it
    const condition = readCondition(this.#facts, this.model, where);
    if (condition === undefined) return this.#candidates;
    const truths = await Promise.all(this.#candidates.map(condition));
    return this.#candidates.filter((_, index) => truths[index] === true);
  }

  async page(): Promise<Page> {
    const [first, last] = [this.#readSize('first'), this.#readSize('last')];
    const [after, before] = [this.#readPlace('after'), this.#readPlace('before')];
    const place = (row: RowNumber): Promise<readonly number[]> =>
      placeOf(this.#facts, this.model, this.order, row);
    const placed = await Promise.all(
      (await this.matching()).map(async (row) => ({ row, place: await place(row) })),
    );
    const [afterPlace, beforePlace] = [
      after && (await place(after.row)),
      before && (await place(before.row)),
    ];
    const between = placed
      .toSorted((one, other) => comparePlaces(one.place, other.place))
      .filter((each) => afterPlace === undefined || comparePlaces(each.place, afterPlace) > 0)
      .filter((each) => beforePlace === undefined || comparePlaces(each.place, beforePlace) < 0)
      .map(({ row }) => row);
    const isBackward = last !== undefined;
    const size = last ?? first ?? pageLimits.byDefault;
    const isCut = between.length > size;
    return {
      rows: isBackward ? between.slice(Math.max(0, between.length - size)) : between.slice(0, size),
      hasNextPage: before !== undefined || (!isBackward && isCut),
      hasPreviousPage: after !== undefined || (isBackward && isCut),
    };
  }

  #readSize(argument: 'first' | 'last'): number | undefined {
    const given = this.#given[argument];
    if (!isGiven(given)) return undefined;
    const size = Number(given);
    if (size >= 0 && size <= pageLimits.most) return size;
    throw new Refusal('BAD_USER_INPUT', `${argument} is out of bounds.`);
  }

  #readPlace(argument: 'after' | 'before'): Place | undefined {
    const given = this.#given[argument];
    if (!isGiven(given)) return undefined;
    const place = this.#readCursor(this.model, String(given));
    if (place && JSON.stringify(place.order) === JSON.stringify(this.order)) return place;
    throw new Refusal('BAD_USER_INPUT', `${argument} is no cursor of this ordering.`);
  }
}

/** An argument given as null is one that is not given. */
function isGiven(argument: unknown): boolean {
  return argument !== undefined && argument !== null;
}
