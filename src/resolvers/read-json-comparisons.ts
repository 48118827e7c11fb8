import { BadUserInputError } from '../errors.ts';
import type { Filter, JsonComparison } from '../model/load.ts';
import type { Field } from '../model/model.ts';
import { wantedText } from '../model/read-value.ts';
import { jsonLevelsMax, readJsonPath } from './read-json-path.ts';
import { atOnce } from '../std/in-steps.ts';
import { readObject, refuse } from './read-object.ts';
import type { ValueCount } from './value-count.ts';
import { writeJson } from './write-json.ts';

/**
 * Reads the conditions on one JSON field, as in Prisma's client for MySQL. A `path` selects the value
 * that the others apply to, and is no condition by itself.
 */
export function readJsonComparisons(
  field: Field,
  demand: unknown,
  argument: string,
  count: ValueCount,
): readonly Filter[] {
  const { path: given, ...comparisons } = readObject(demand, argument);
  const path = given === undefined ? [] : readJsonPath(given, `${argument}.path`);
  return Object.entries(comparisons).map(([operator, operand]) => ({
    kind: 'json',
    field,
    path,
    ...readComparison(operator, operand, `${argument}.${operator}`, count),
  }));
}

function readComparison(
  operator: string,
  given: unknown,
  argument: string,
  count: ValueCount,
): JsonComparison {
  switch (operator) {
    case 'equals':
    case 'not':
      return { operator, value: given === null ? null : readOperand(given, argument, count) };
    case 'array_contains':
      if (given === null) throw refuse(argument, 'a value, or a list of values', given);
      return { operator, value: readOperand(given, argument, count) };
    case 'string_contains':
    case 'string_starts_with':
    case 'string_ends_with':
      if (typeof given !== 'string') throw refuse(argument, 'a string', given);
      if (!given.isWellFormed()) throw refuse(argument, wantedText, given);
      return { operator, value: given };
    default:
      throw new Error(`Expected an operator at ${argument}.`);
  }
}

function readOperand(given: unknown, argument: string, count: ValueCount): string {
  count.addJson(given);
  if (!hasLevels(given, jsonLevelsMax))
    throw new BadUserInputError(
      `Argument "${argument}": expected JSON of at most ${jsonLevelsMax} levels, got more.`,
    );
  return atOnce(writeJson(given, argument));
}

/** Checks if a value has at most this many levels of lists and objects. */
function hasLevels(given: unknown, most: number): boolean {
  if (typeof given !== 'object' || given === null) return true;
  return most > 0 && Object.values(given).every((part) => hasLevels(part, most - 1));
}
