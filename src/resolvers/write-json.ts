import { wantedText } from '../model/read-value.ts';
import { refuse } from './read-object.ts';

/**
 * Writes a JSON value as text.
 * @throws BadUserInputError naming the position of a number or text that JSON cannot hold unchanged.
 */
export function writeJson(given: unknown, place: string): string {
  checkJson(given, place);
  return JSON.stringify(given);
}

function checkJson(given: unknown, place: string): void {
  if (typeof given === 'string' && !given.isWellFormed()) throw refuse(place, wantedText, given);
  if (typeof given === 'number' && !Number.isFinite(given))
    throw refuse(place, `a number of at most ${Number.MAX_VALUE}`, given);
  if (Array.isArray(given)) given.forEach((item, index) => checkJson(item, `${place}[${index}]`));
  else if (typeof given === 'object' && given !== null) checkEntries(given, place);
}

function checkEntries(given: object, place: string): void {
  for (const [key, value] of Object.entries(given)) {
    if (!key.isWellFormed()) throw refuse(place, 'keys without lone surrogates', key);
    checkJson(value, `${place}.${key}`);
  }
}
