import { BadUserInputError } from '../errors.ts';
import type { Filter, JsonComparison } from '../model/load.ts';
import type { Field } from '../model/model.ts';
import { wantedText } from '../model/read-value.ts';
import { jsonLevelsMax, readJsonPath } from './read-json-path.ts';
import { readObject, refuse } from './read-object.ts';
import { writeJson } from './write-json.ts';

/**
 * Reads the conditions on one JSON field, as in Prisma's client for MySQL. A `path` selects the value
 * that the others apply to, and is no condition by itself.
 */
export function readJsonComparisons(field: Field, demand: unknown, place: string): readonly Filter[] {
  const { path: given, ...comparisons } = readObject(demand, place);
  const path = given === undefined ? [] : readJsonPath(given, `${place}.path`);
  return Object.entries(comparisons).map(([operator, operand]) => ({
    kind: 'json',
    field,
    path,
    ...readComparison(operator, operand, `${place}.${operator}`),
  }));
}

function readComparison(operator: string, given: unknown, place: string): JsonComparison {
  switch (operator) {
    case 'equals':
    case 'not':
      return { operator, value: given === null ? null : readOperand(given, place) };
    case 'array_contains':
      if (given === null) throw refuse(place, 'a value, or a list of values', given);
      return { operator, value: readOperand(given, place) };
    case 'string_contains':
    case 'string_starts_with':
    case 'string_ends_with':
      if (typeof given !== 'string') throw refuse(place, 'a string', given);
      if (!given.isWellFormed()) throw refuse(place, wantedText, given);
      return { operator, value: given };
    default:
      throw new Error(`Expected an operator at ${place}.`);
  }
}

function readOperand(given: unknown, place: string): string {
  if (!hasLevels(given, jsonLevelsMax))
    throw new BadUserInputError(
      `Argument "${place}": expected JSON of at most ${jsonLevelsMax} levels, got more.`,
    );
  return writeJson(given, place);
}

/** Checks if a value has at most this many levels of lists and objects. */
function hasLevels(given: unknown, most: number): boolean {
  if (typeof given !== 'object' || given === null) return true;
  return most > 0 && Object.values(given).every((part) => hasLevels(part, most - 1));
}
