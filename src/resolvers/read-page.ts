import { BadUserInputError } from '../errors.ts';
import type { OrderTerm, CursorValue } from '../model/load.ts';
import type { Model } from '../model/model.ts';
import { readCursor } from './cursor.ts';

/** The limits of a page, from the settings table. */
export interface PageLimits {
  readonly pageSizeDefault: number;
  readonly pageSizeMax: number;
}

/** The part of an ordered list that a page shows. */
export interface PageWindow {
  readonly size: number;
  /** `true` if the page is the last rows of the list instead of the first. */
  readonly backward: boolean;
  /** The cursor after which the page begins. */
  readonly after: readonly CursorValue[] | undefined;
  /** The cursor before which the page ends. */
  readonly before: readonly CursorValue[] | undefined;
}

/**
 * Reads `first`, `last`, `after` and `before`. Null counts as absent.
 * @throws BadUserInputError naming the limit of a size, or the ordering that a cursor must be of.
 */
export function readPage(
  model: Model,
  orderBy: readonly OrderTerm[],
  given: Readonly<Record<string, unknown>>,
  limits: PageLimits,
): PageWindow {
  const first = readSize('first', given['first'], limits);
  const last = readSize('last', given['last'], limits);
  if (first !== undefined && last !== undefined) {
    throw new BadUserInputError(`Argument "last": expected no "last" together with "first", got ${last}.`);
  }
  return {
    size: last ?? first ?? limits.pageSizeDefault,
    backward: last !== undefined,
    after: readCursorArgument(model, orderBy, 'after', given['after']),
    before: readCursorArgument(model, orderBy, 'before', given['before']),
  };
}

function readSize(argument: string, given: unknown, { pageSizeMax }: PageLimits): number | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= pageSizeMax)
    return given;
  throw new BadUserInputError(
    `Argument "${argument}": expected a whole number from 0 to ${pageSizeMax}, got ${JSON.stringify(given)}.`,
  );
}

function readCursorArgument(
  model: Model,
  orderBy: readonly OrderTerm[],
  argument: string,
  given: unknown,
): readonly CursorValue[] | undefined {
  return typeof given === 'string' ? readCursor(model, orderBy, argument, given) : undefined;
}
