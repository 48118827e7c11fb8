import { BadUserInputError } from '../errors.ts';
import type { Filter } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';
import { readFieldValue, wanted, wantedId, type PresentValue } from '../model/read-value.ts';

/**
 * Reads a `where` argument that GraphQL has coerced to the model's input type; nothing where it demands nothing.
 * @throws BadUserInputError, naming the place, for nulls where no null has a meaning and for ids that cannot be.
 */
export function readFilter(model: Model, given: unknown, place = 'where'): Filter | undefined {
  const filters = Object.entries(readObject(given, place)).map(([name, demand]) =>
    readPart(model, name, demand, `${place}.${name}`),
  );
  return filters.length > 1 ? { kind: 'and', filters } : filters[0];
}

function readPart(model: Model, name: string, demand: unknown, place: string): Filter {
  if (name === 'AND') return { kind: 'and', filters: readList(model, demand, place) };
  if (name === 'OR') return { kind: 'or', filters: readList(model, demand, place) };
  if (name === 'NOT') {
    return {
      kind: 'and',
      filters: readList(model, demand, place).map((filter) => ({ kind: 'not', filter })),
    };
  }
  const field = model.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`Expected a field of ${model.name} at ${place}.`);
  return readComparisons(field, demand, place);
}

function readList(model: Model, demand: unknown, place: string): readonly Filter[] {
  if (!Array.isArray(demand)) throw refuse(place, 'a list of conditions', demand);
  return demand.map(
    (item, index) => readFilter(model, item, `${place}[${index}]`) ?? { kind: 'and', filters: [] },
  );
}

function readComparisons(field: Field, demand: unknown, place: string): Filter {
  const filters = Object.entries(readObject(demand, place)).map(([operator, given]) =>
    readComparison(field, operator, given, `${place}.${operator}`),
  );
  const [only] = filters;
  return filters.length === 1 && only !== undefined ? only : { kind: 'and', filters };
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
  if (value === undefined) throw refuse(place, field.isId ? wantedId(field) : wanted[field.type], given);
  return value;
}

function readObject(given: unknown, place: string): object {
  if (typeof given !== 'object' || given === null) throw refuse(place, 'conditions', given);
  return given;
}

function refuse(place: string, expected: string, given: unknown): BadUserInputError {
  return new BadUserInputError(`Argument "${place}": expected ${expected}, got ${JSON.stringify(given)}.`);
}
