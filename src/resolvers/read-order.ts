import { BadUserInputError, TooComplexError } from '../errors.ts';
import { orderTermName, type OrderTerm } from '../model/load.ts';
import type { Model, Relation } from '../model/model.ts';

/**
 * Reads an `orderBy` argument into an ordering that names every row's place: the model's key ends it, and what would
 * come behind the key is left off, so that equal orderings are written alike.
 * @throws BadUserInputError for an entry that does not name exactly one thing to order by and a direction.
 * @throws TooComplexError for more terms or relations than a statement can carry.
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

/** Each is read, compared and written into every cursor. */
const entriesMax = 30;

/** To-one relations within each other that lead to what is ordered by. */
const pathMax = 10;

/** To-one relations in all: each is a join, and a statement may join 61 tables. */
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

/** A term that came already orders nothing, and neither does what comes behind the whole key. */
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
