import type { CountComparison, Filter } from '../model/load.ts';
import type { Relation } from '../model/model.ts';
import { readObject, refuse } from './read-object.ts';

/** Reads the conditions on the number of related rows, all of which must hold. */
export function readCount(relation: Relation, demand: unknown, path: string): readonly Filter[] {
  return Object.entries(readObject(demand, path)).map(([operator, given]) =>
    simplify(relation, readComparison(operator, given, `${path}.${operator}`)),
  );
}

function readComparison(operator: string, given: unknown, path: string): CountComparison {
  switch (operator) {
    case 'equals':
    case 'not':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return { operator, value: readNumber(given, path) };
    case 'in':
    case 'notIn':
      if (!Array.isArray(given)) throw refuse(path, 'a list', given);
      return { operator, values: given.map((item, index) => readNumber(item, `${path}[${index}]`)) };
    default:
      throw new Error(`Expected an operator at ${path}.`);
  }
}

/** Returns a number. GraphQL has ensured that the value is a number or null. */
function readNumber(given: unknown, path: string): number {
  if (typeof given !== 'number') throw refuse(path, 'a whole number', given);
  return given;
}

/** Replaces a comparison that only depends on the existence of a row, so that no rows are counted. */
function simplify(relation: Relation, comparison: CountComparison): Filter {
  const asked = `${comparison.operator} ${'values' in comparison ? 'many' : comparison.value}`;
  if (['gt 0', 'gte 1', 'not 0'].includes(asked)) return { kind: 'some', relation, filter: undefined };
  if (['equals 0', 'lt 1', 'lte 0'].includes(asked)) return { kind: 'none', relation, filter: undefined };
  return { kind: 'count', relation, ...comparison };
}
