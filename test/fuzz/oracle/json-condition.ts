import { isDeepStrictEqual } from 'node:util';
import type { FuzzField, FuzzModel } from '../schema/description.ts';
import type { Facts, RowNumber, Truth } from './facts.ts';
import { Refusal } from './refusal.ts';

/** Reads the conditions on a JSON field: what a client is shown is looked into, and null is as NULL. */
export function readJsonConditions(
  facts: Facts,
  model: FuzzModel,
  field: FuzzField,
  { path = '$', ...demands }: Readonly<Record<string, unknown>>,
): readonly ((row: RowNumber) => Promise<Truth>)[] {
  const legs = readLegs(path);
  return Object.entries(demands).map(([operator, operand]) => {
    // An object out of a literal has no prototype, which makes it another one.
    const given: unknown = JSON.parse(JSON.stringify(operand));
    if (given === null && operator !== 'equals' && operator !== 'not')
      throw new Refusal('BAD_USER_INPUT', `${operator} takes no null.`);
    return async (row) => {
      const whole = (await facts.values(model, field)).get(row) ?? null;
      return test(legs.reduce<unknown>(step, whole) ?? null, operator, given);
    };
  });
}

function test(found: unknown, operator: string, given: unknown): Truth {
  if (given === null) return (found === null) === (operator === 'equals');
  if (found === null) return undefined;
  // As the schema has it, patterns are texts.
  switch (operator) {
    case 'equals':
      return isDeepStrictEqual(found, given);
    case 'not':
      return !isDeepStrictEqual(found, given);
    case 'array_contains':
      return Array.isArray(found) && contains(found, given);
    case 'string_contains':
      return typeof found === 'string' && found.includes(given as string);
    case 'string_starts_with':
      return typeof found === 'string' && found.startsWith(given as string);
    case 'string_ends_with':
      return typeof found === 'string' && found.endsWith(given as string);
    default:
      throw new Error(`Expected an operator, got ${operator}.`);
  }
}

/** As both servers have it: of a list each, of an object each member, of anything else the same. */
function contains(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return Array.isArray(found) && wanted.every((each) => found.some((item) => contains(item, each)));
  if (Array.isArray(found)) return found.some((item) => contains(item, wanted));
  if (!isObject(found) || !isObject(wanted)) return isDeepStrictEqual(found, wanted);
  return Object.entries(wanted).every(
    ([name, value]) => Object.hasOwn(found, name) && contains(found[name], value),
  );
}

/** The names and indexes of a path, where each name stands in double quotes. */
function readLegs(path: unknown): readonly (string | number)[] {
  const legs = String(path).match(/"(?:[^"\\]|\\.)*"|\[\d+\]/g) ?? [];
  return legs.map((leg) => JSON.parse(leg.replace(/^\[(\d+)\]$/, '$1')) as string | number);
}

/** The first element of what is no list is itself, to both servers. */
function step(found: unknown, leg: string | number): unknown {
  if (typeof leg === 'number') return Array.isArray(found) ? found[leg] : leg === 0 ? found : undefined;
  return isObject(found) && Object.hasOwn(found, leg) ? found[leg] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
