import { wantedText } from '../model/read-value.ts';
import type { Steps } from '../std/in-steps.ts';
import { refuse } from './read-object.ts';

/**
 * Writes a JSON value as text. May be interrupted after each list and object.
 * @throws BadUserInputError naming the path of a number or text that JSON cannot hold unchanged.
 */
export function* writeJson(given: unknown, path: string): Steps<string> {
  yield* checkJson(given, path);
  return JSON.stringify(given);
}

function* checkJson(given: unknown, path: string): Steps<void> {
  if (typeof given !== 'object' || given === null) checkScalar(given, path);
  else if (Array.isArray(given)) yield* checkItems(given, path);
  else yield* checkEntries(given, path);
}

function checkScalar(given: unknown, path: string): void {
  if (typeof given === 'string' && !given.isWellFormed()) throw refuse(path, wantedText, given);
  if (typeof given === 'number' && !Number.isFinite(given))
    throw refuse(path, `a number of at most ${Number.MAX_VALUE}`, given);
}

function* checkItems(given: readonly unknown[], path: string): Steps<void> {
  for (const [index, item] of given.entries()) {
    yield* checkJson(item, `${path}[${index}]`);
    yield;
  }
}

function* checkEntries(given: object, path: string): Steps<void> {
  for (const [key, value] of Object.entries(given)) {
    if (!key.isWellFormed()) throw refuse(path, 'keys without lone surrogates', key);
    yield* checkJson(value, `${path}.${key}`);
    yield;
  }
}
