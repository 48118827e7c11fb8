import { wantedText } from '../model/read-value.ts';
import { refuse } from './read-object.ts';

/**
 * Writes a JSON value as text.
 * @throws BadUserInputError naming the path of a number or text that JSON cannot hold unchanged.
 */
export function writeJson(given: unknown, path: string): string {
  checkJson(given, path);
  return JSON.stringify(given);
}

function checkJson(given: unknown, path: string): void {
  if (typeof given === 'string' && !given.isWellFormed()) throw refuse(path, wantedText, given);
  if (typeof given === 'number' && !Number.isFinite(given))
    throw refuse(path, `a number of at most ${Number.MAX_VALUE}`, given);
  if (Array.isArray(given)) given.forEach((item, index) => checkJson(item, `${path}[${index}]`));
  else if (typeof given === 'object' && given !== null) checkEntries(given, path);
}

function checkEntries(given: object, path: string): void {
  for (const [key, value] of Object.entries(given)) {
    if (!key.isWellFormed()) throw refuse(path, 'keys without lone surrogates', key);
    checkJson(value, `${path}.${key}`);
  }
}
