import type { Field, Model, Relation } from '../model/model.ts';
import { readable, ViewerSymbol } from '../model/viewer-symbol.ts';
import { findNearest } from '../std/find-nearest.ts';

/** Collects what is wrong with the rules. */
export type AddFault = (path: string, expected: string, got: unknown) => void;

/** The position of a condition within a rule. */
interface Place {
  readonly path: string;
  /** `true` under NOT, `none` or `every`. */
  readonly isNegated: boolean;
}

/**
 * Expands a condition of a rule to the form of `where`: `{ a: 1 }` becomes `{ a: { equals: 1 } }`. In a
 * `where`, conditions that say nothing are ignored. In a rule they are faults, because it would grant more
 * than it says.
 */
export function expandCondition(model: Model, given: unknown, path: string, addFault: AddFault): unknown {
  return expand(model, given, { path, isNegated: false }, addFault);
}

function expand(model: Model, given: unknown, place: Place, addFault: AddFault): unknown {
  if (!isRecord(given) || Object.keys(given).length === 0) {
    addFault(place.path, 'conditions', given);
    return undefined;
  }
  return mapEntries(given, (name, demand) => {
    const at = { ...place, path: `${place.path}.${name}` };
    if (name === 'AND' || name === 'OR' || name === 'NOT')
      return expandList(model, demand, { ...at, isNegated: place.isNegated || name === 'NOT' }, addFault);
    const field = model.fields.find((candidate) => candidate.name === name);
    if (field) return expandField(field, demand, at.path, addFault);
    const relation = model.relations.find((candidate) => candidate.name === name);
    if (relation) return expandRelation(relation, demand, at, addFault);
    const known = [...model.fields, ...model.relations].map((each) => each.name);
    addFault(at.path, `a field or relation of ${model.name}${suggest(name, known)}`, name);
    return undefined;
  });
}

function expandList(model: Model, given: unknown, place: Place, addFault: AddFault): unknown {
  if (!Array.isArray(given) || given.length === 0) {
    addFault(place.path, 'a list of conditions', given);
    return undefined;
  }
  return given.map((item: unknown, index) =>
    expand(model, item, { ...place, path: `${place.path}[${index}]` }, addFault),
  );
}

const operators = {
  field: ['equals', 'not', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith', 'endsWith'],
  json: [
    'path',
    'equals',
    'not',
    'array_contains',
    'string_contains',
    'string_starts_with',
    'string_ends_with',
  ],
  one: ['is', 'isNot'],
  many: ['some', 'every', 'none', 'count'],
  count: ['equals', 'not', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte'],
};

function expandField(field: Field, demand: unknown, path: string, addFault: AddFault): unknown {
  if (demand instanceof ViewerSymbol) return { [demand.isList ? 'in' : 'equals']: demand };
  if (!isRecord(demand)) {
    if (demand === undefined || Array.isArray(demand) || field.type === 'Json')
      addFault(path, field.type === 'Json' ? 'comparisons' : 'a value or comparisons', demand);
    return { equals: toApiForm(field, demand) };
  }
  return expandOperators(demand, field.type === 'Json' ? 'json' : 'field', path, addFault, (_, operand) =>
    field.type === 'Json' ? operand : toApiForm(field, operand),
  );
}

function expandRelation(relation: Relation, demand: unknown, place: Place, addFault: AddFault): unknown {
  const { cardinality, target } = relation;
  if (demand === 'read') {
    if (cardinality === 'many') addFault(place.path, "'read' of a relation to one row", 'one to many rows');
    if (place.isNegated) addFault(place.path, "'read' outside of NOT, none and every", demand);
    return { is: readable };
  }
  return expandOperators(demand, cardinality, place.path, addFault, (operator, given) => {
    const path = `${place.path}.${operator}`;
    if (operator === 'count') {
      const comparisons = typeof given === 'number' ? { equals: given } : given;
      return expandOperators(comparisons, 'count', path, addFault, (_, number) => number);
    }
    if (given === null && cardinality === 'one') return null;
    const isEmpty = isRecord(given) && Object.keys(given).length === 0;
    if (isEmpty && operator !== 'every') return {};
    const isNegated = place.isNegated || ['none', 'every', 'isNot'].includes(operator);
    return expand(target, given, { path, isNegated }, addFault);
  });
}

function expandOperators(
  demand: unknown,
  kind: keyof typeof operators,
  path: string,
  addFault: AddFault,
  expandOperand: (operator: string, operand: unknown) => unknown,
): unknown {
  const known = operators[kind];
  if (!isRecord(demand) || Object.keys(demand).length === 0) {
    addFault(path, `one of ${known.join(', ')}`, demand);
    return undefined;
  }
  return mapEntries(demand, (operator, operand) => {
    const at = `${path}.${operator}`;
    if (!known.includes(operator)) addFault(at, `one of ${known.join(', ')}`, operator);
    else if (operand === undefined) addFault(at, 'a value', operand);
    else return expandOperand(operator, operand);
    return undefined;
  });
}

/** Writes a value of JavaScript as the API would give it. */
function toApiForm(field: Field, given: unknown): unknown {
  if (Array.isArray(given)) return given.map((item) => toApiForm(field, item));
  if (given instanceof Date) return given.toISOString();
  if (typeof given === 'bigint' || (typeof given === 'number' && field.isId)) return String(given);
  return given;
}

function mapEntries(
  given: Readonly<Record<string, unknown>>,
  map: (name: string, value: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, map(name, value)]));
}

function suggest(name: string, known: readonly string[]): string {
  const nearest = findNearest(name, known);
  return nearest === undefined ? '' : ` such as ${nearest}`;
}

/** Returns true for an object that is written as data. */
export function isRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || given instanceof ViewerSymbol) return false;
  return !Array.isArray(given) && !(given instanceof Date);
}
