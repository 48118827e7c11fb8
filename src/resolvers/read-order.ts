import { BadUserInputError, TooComplexError } from '../errors.ts';
import { orderTermName, type OrderTerm } from '../model/load.ts';
import type { Model, Relation } from '../model/model.ts';

/**
 * Reads an `orderBy` argument into a total order, which ends with the model's key. Terms after the key
 * are dropped, so that equal orderings are equal texts.
 * @throws BadUserInputError for an entry that does not have exactly one field and a direction.
 * @throws TooComplexError for more terms or relations than a statement can have.
 */
export function readOrder(model: Model, given: unknown): readonly OrderTerm[] {
  const entries: readonly unknown[] = Array.isArray(given) ? given : [];
  if (entries.length > entriesMax) {
    throw new TooComplexError(
      `Argument "orderBy": expected at most ${entriesMax} entries, got ${entries.length}.`,
    );
  }
  const order = endWithKey(
    model,
    entries.map((entry, index) => readTerm(model, entry, `orderBy[${index}]`)),
  );
  const relations = countRelations(order);
  if (relations > relationsMax) {
    throw new TooComplexError(
      `Argument "orderBy": expected at most ${relationsMax} different relations, got ${relations}.`,
    );
  }
  return order;
}

/** Each entry is read, compared and written into every cursor. */
const entriesMax = 30;

/** The maximum number of to-one relations on the path to the field. */
const pathMax = 10;

/**
 * The maximum number of to-one relations in total. Each is a join, and a statement may join 61 tables.
 */
const relationsMax = 30;

function readTerm(model: Model, entry: unknown, argument: string): OrderTerm {
  const path: Relation[] = [];
  for (let at = model, step = entry; ;) {
    const [name, demand] = readOnlyPart(step) ?? [];
    const field = at.fields.find((candidate) => candidate.name === name);
    if (field && isDirection(demand)) return { kind: 'field', path, field, descending: demand === 'desc' };
    const relation = at.relations.find((candidate) => candidate.name === name);
    if (relation?.cardinality === 'many' && isCountOrder(demand)) {
      return { kind: 'count', path, relation, descending: demand.count === 'desc' };
    }
    if (relation?.cardinality !== 'one') {
      throw new BadUserInputError(
        `Argument "${argument}": expected one field with asc or desc, got ${JSON.stringify(entry)}; give several fields as a list of such entries.`,
      );
    }
    if (path.length === pathMax) {
      throw new TooComplexError(
        `Argument "${argument}": expected at most ${pathMax} relations within each other.`,
      );
    }
    path.push(relation);
    at = relation.target;
    step = demand;
  }
}

function readOnlyPart(step: unknown): readonly [string, unknown] | undefined {
  const parts: [string, unknown][] = Object.entries(typeof step === 'object' && step !== null ? step : {});
  return parts.length === 1 ? parts[0] : undefined;
}

function isDirection(demand: unknown): demand is 'asc' | 'desc' {
  return demand === 'asc' || demand === 'desc';
}

function isCountOrder(demand: unknown): demand is { readonly count: 'asc' | 'desc' } {
  return typeof demand === 'object' && demand !== null && 'count' in demand && isDirection(demand.count);
}

/**
 * Ends the ordering with the key. Repeated terms, and those after the whole key, have no effect and are
 * dropped.
 */
function endWithKey(model: Model, asked: readonly OrderTerm[]): readonly OrderTerm[] {
  const ending = model.key.map((field): OrderTerm => ({ kind: 'field', path: [], field, descending: false }));
  const order = new Map<string, OrderTerm>();
  for (const term of [...asked, ...ending]) {
    if (model.key.every(({ name }) => order.has(name))) break;
    const name = orderTermName(term);
    if (!order.has(name)) order.set(name, term);
  }
  return [...order.values()];
}

function countRelations(order: readonly OrderTerm[]): number {
  const paths = order.flatMap(({ path }) =>
    path.map((_, index) =>
      path
        .slice(0, index + 1)
        .map(({ name }) => name)
        .join('.'),
    ),
  );
  return new Set(paths).size;
}
