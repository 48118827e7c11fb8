import { BadUserInputError } from '../errors.ts';

/** A part of a `where` that must be an input object. @throws BadUserInputError naming its place when it is null. */
export function readObject(given: unknown, place: string): object {
  if (typeof given !== 'object' || given === null) throw refuse(place, 'conditions', given);
  return given;
}

/** What a part of a `where` is refused with: its place, what was wanted and what was got. */
export function refuse(place: string, expected: string, given: unknown): BadUserInputError {
  return new BadUserInputError(
    `Argument "${place}": expected ${expected}, got ${typeof given === 'number' ? given : JSON.stringify(given)}.`,
  );
}
