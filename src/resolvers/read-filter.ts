import { BadUserInputError, TooComplexError } from '../errors.ts';
import type { Filter } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';
import { readFieldValue, wantedFieldValue, type PresentValue } from '../model/read-value.ts';

/**
 * Reads a `where` argument that GraphQL has coerced to the model's input type; nothing where it demands nothing.
 * As in Prisma's client, conditions without content are passed over wherever they stand, so an `OR` of none matches
 * no row when it stands outermost, and demands nothing within another `AND`, `OR` or `NOT`.
 * @throws BadUserInputError, naming the place, for nulls where no null has a meaning and for ids that cannot be.
 * @throws TooComplexError for more values or levels than a statement can carry.
 */
export function readFilter(model: Model, given: unknown): Filter | undefined {
  const filter = readConditions(model, given, 'where', 0);
  const values = filter ? countValues(filter) : 0;
  if (values > valuesMax) {
    throw new TooComplexError(`Argument "where": expected at most ${valuesMax} values, got ${values}.`);
  }
  return filter;
}

/** Half the parameters that a statement may have, since lists are filled up to powers of two. */
const valuesMax = 30_000;

/** Levels of `AND`, `OR` and `NOT` within each other. */
const depthMax = 50;

function readConditions(model: Model, given: unknown, place: string, depth: number): Filter | undefined {
  const parts = Object.entries(readObject(given, place)).map(([name, demand]) =>
    readPart(model, name, demand, `${place}.${name}`, depth),
  );
  return combine('and', parts);
}

function readPart(
  model: Model,
  name: string,
  demand: unknown,
  place: string,
  depth: number,
): Filter | undefined {
  switch (name) {
    case 'AND':
      return combine('and', readList(model, demand, place, depth));
    case 'OR':
      return (
        combine('or', readList(model, demand, place, depth)) ??
        (depth === 0 ? { kind: 'or', filters: [] } : undefined)
      );
    case 'NOT':
      return combine(
        'and',
        readList(model, demand, place, depth).map((filter) => filter && { kind: 'not', filter }),
      );
  }
  const field = model.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`Expected a field of ${model.name} at ${place}.`);
  return readComparisons(field, demand, place);
}

function readList(
  model: Model,
  demand: unknown,
  place: string,
  depth: number,
): readonly (Filter | undefined)[] {
  if (!Array.isArray(demand)) throw refuse(place, 'a list of conditions', demand);
  if (depth === depthMax) {
    throw new TooComplexError(`Argument "where": expected at most ${depthMax} levels of AND, OR and NOT.`);
  }
  return demand.map((item, index) => readConditions(model, item, `${place}[${index}]`, depth + 1));
}

function readComparisons(field: Field, demand: unknown, place: string): Filter | undefined {
  const comparisons = Object.entries(readObject(demand, place)).map(([operator, given]) =>
    readComparison(field, operator, given, `${place}.${operator}`),
  );
  return combine('and', comparisons);
}

/** Joins what demands something; nothing where nothing does. */
function combine(kind: 'and' | 'or', parts: readonly (Filter | undefined)[]): Filter | undefined {
  const filters = parts.filter((part) => part !== undefined);
  return filters.length > 1 ? { kind, filters } : filters[0];
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
  if (value === undefined) throw refuse(place, wantedFieldValue(field), given);
  return value;
}

function readObject(given: unknown, place: string): object {
  if (typeof given !== 'object' || given === null) throw refuse(place, 'conditions', given);
  return given;
}

function refuse(place: string, expected: string, given: unknown): BadUserInputError {
  return new BadUserInputError(`Argument "${place}": expected ${expected}, got ${JSON.stringify(given)}.`);
}

function countValues(filter: Filter): number {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.reduce((count, part) => count + countValues(part), 0);
    case 'not':
      return countValues(filter.filter);
    case 'compare':
      return 'values' in filter ? filter.values.length : 1;
  }
}
