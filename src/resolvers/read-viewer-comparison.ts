import type { Filter, ViewerComparison } from '../model/load.ts';
import type { Field } from '../model/model.ts';
import type { ViewerSymbol } from '../model/viewer-symbol.ts';
import { refuse } from './read-object.ts';

/**
 * Reads the comparison of a field with a value of the viewer, which only rules have.
 * @throws BadUserInputError naming the path if the two do not compare.
 */
export function readViewerComparison(
  field: Field,
  operator: string,
  { name, field: { type }, isList }: ViewerSymbol,
  path: string,
): Filter {
  const kind = isList ? 'a list of values' : 'one value';
  const operators: readonly string[] = isList ? ofLists : ofValues;
  if (!isOperator(operator) || !operators.includes(operator))
    throw refuse(path, `one of ${operators.join(', ')} for viewer.${name}, which is ${kind}`, operator);
  if (type !== field.type)
    throw refuse(path, `a value of type ${field.type}`, `viewer.${name} of type ${type}`);
  return { kind: 'viewer', field, operator, name };
}

const ofLists = ['in', 'notIn'] as const;
const ofValues = ['equals', 'not', 'lt', 'lte', 'gt', 'gte'] as const;

function isOperator(operator: string): operator is ViewerComparison['operator'] {
  return [...ofLists, ...ofValues].some((each) => each === operator);
}
