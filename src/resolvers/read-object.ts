import { BadUserInputError } from '../errors.ts';

/**
 * Reads a part of an argument that must be an input object.
 * @throws BadUserInputError naming its path if it is null.
 */
export function readObject(
  given: unknown,
  path: string,
  expected = 'conditions',
): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null) throw refuse(path, expected, given);
  return given as Readonly<Record<string, unknown>>; // whatever it has is found by its name
}

/**
 * Reads a part of an argument that must be a list.
 * @throws BadUserInputError naming its path if it is null.
 */
export function readList(given: unknown, path: string, expected = 'a list'): readonly unknown[] {
  if (!Array.isArray(given)) throw refuse(path, expected, given);
  return given;
}

/** Builds the error of a part of an argument: its path, the expected value and the given one. */
export function refuse(path: string, expected: string, given: unknown): BadUserInputError {
  return new BadUserInputError(
    `Argument "${path}": expected ${expected}, got ${typeof given === 'number' ? given : JSON.stringify(given)}.`,
  );
}
