import type { Filter } from '../model/load.ts';
import type { Field } from '../model/model.ts';
import { readFieldValue, wantedFieldValue, wantedText, type PresentValue } from '../model/read-value.ts';
import { readJsonComparisons } from './read-json-comparisons.ts';
import { readObject, refuse } from './read-object.ts';

/** Reads the conditions on one field, all of which must hold. */
export function readComparisons(field: Field, demand: unknown, place: string): readonly Filter[] {
  if (field.type === 'Json') return readJsonComparisons(field, demand, place);
  return Object.entries(readObject(demand, place)).map(([operator, given]) =>
    readComparison(field, operator, given, `${place}.${operator}`),
  );
}

function readComparison(field: Field, operator: string, given: unknown, place: string): Filter {
  switch (operator) {
    case 'equals':
    case 'not':
      return {
        kind: 'compare',
        field,
        operator,
        value: given === null ? null : readOperand(field, given, place),
      };
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return { kind: 'compare', field, operator, value: readOperand(field, given, place) };
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      if (typeof given !== 'string') throw refuse(place, 'a string', given);
      if (!given.isWellFormed()) throw refuse(place, wantedText, given);
      return { kind: 'compare', field, operator, value: given };
    case 'in':
    case 'notIn':
      if (!Array.isArray(given)) throw refuse(place, 'a list', given);
      return {
        kind: 'compare',
        field,
        operator,
        values: given.map((item, index) => readOperand(field, item, `${place}[${index}]`)),
      };
    default:
      throw new Error(`Expected an operator at ${place}.`);
  }
}

function readOperand(field: Field, given: unknown, place: string): PresentValue {
  const value = readFieldValue(field, given);
  if (value === undefined) throw refuse(place, wantedFieldValue(field, given), given);
  return value;
}
