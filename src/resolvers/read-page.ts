import { BadUserInputError } from '../errors.ts';

/** Bounds of a page, from the settings table. */
export interface PageLimits {
  readonly pageSizeDefault: number;
  readonly pageSizeMax: number;
}

/** Reads `first`. @throws BadUserInputError naming the bound when it is negative or too large. */
export function readPageSize(given: unknown, { pageSizeDefault, pageSizeMax }: PageLimits): number {
  if (given === undefined || given === null) return pageSizeDefault;
  if (typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= pageSizeMax)
    return given;
  throw new BadUserInputError(
    `Argument "first": expected a whole number from 0 to ${pageSizeMax}, got ${JSON.stringify(given)}.`,
  );
}
