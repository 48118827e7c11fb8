import { BadUserInputError } from '../errors.ts';

/** A part of an argument that must be an input object. @throws BadUserInputError naming its place when it is null. */
export function readObject(
  given: unknown,
  place: string,
  expected = 'conditions',
): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null) throw refuse(place, expected, given);
  return given as Readonly<Record<string, unknown>>; // whatever it has is found by its name
}

/** A part of an argument that must be a list. @throws BadUserInputError naming its place when it is null. */
export function readList(given: unknown, place: string, expected = 'a list'): readonly unknown[] {
  if (!Array.isArray(given)) throw refuse(place, expected, given);
  return given;
}

/** What a part of an argument is refused with: its place, what was wanted and what was got. */
export function refuse(place: string, expected: string, given: unknown): BadUserInputError {
  return new BadUserInputError(
    `Argument "${place}": expected ${expected}, got ${typeof given === 'number' ? given : JSON.stringify(given)}.`,
  );
}
