import type { Filter } from '../model/load.ts';
import type { Field } from '../model/model.ts';
import { readFieldValue, wantedFieldValue, wantedText, type PresentValue } from '../model/read-value.ts';
import { ViewerSymbol } from '../model/viewer-symbol.ts';
import { readJsonComparisons } from './read-json-comparisons.ts';
import { readObject, refuse } from './read-object.ts';
import { readViewerComparison } from './read-viewer-comparison.ts';
import type { ValueCount } from './value-count.ts';

/** Reads the conditions on one field, all of which must hold. */
export function readComparisons(
  field: Field,
  demand: unknown,
  path: string,
  count: ValueCount,
): readonly Filter[] {
  if (field.type === 'Json') return readJsonComparisons(field, demand, path, count);
  return Object.entries(readObject(demand, path)).map(([operator, given]) =>
    readComparison(field, operator, given, { path: `${path}.${operator}`, count }),
  );
}

function readComparison(
  field: Field,
  operator: string,
  given: unknown,
  { path, count }: { readonly path: string; readonly count: ValueCount },
): Filter {
  if (given instanceof ViewerSymbol) return readViewerComparison(field, operator, given, path);
  switch (operator) {
    case 'equals':
    case 'not':
      return {
        kind: 'compare',
        field,
        operator,
        value: given === null ? null : readOperand(field, given, path),
      };
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return { kind: 'compare', field, operator, value: readOperand(field, given, path) };
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      if (typeof given !== 'string') throw refuse(path, 'a string', given);
      if (!given.isWellFormed()) throw refuse(path, wantedText, given);
      return { kind: 'compare', field, operator, value: given };
    case 'in':
    case 'notIn':
      if (!Array.isArray(given)) throw refuse(path, 'a list', given);
      count.add(given.length); // before the values are read, since a refused list may be long
      return {
        kind: 'compare',
        field,
        operator,
        values: given.map((item, index) => readOperand(field, item, `${path}[${index}]`)),
      };
    default:
      throw new Error(`Expected an operator at ${path}.`);
  }
}

function readOperand(field: Field, given: unknown, path: string): PresentValue {
  const value = readFieldValue(field, given);
  if (value === undefined) throw refuse(path, wantedFieldValue(field, given), given);
  return value;
}
