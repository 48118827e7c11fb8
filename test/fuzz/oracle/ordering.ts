import type { FuzzField, FuzzModel, FuzzRelation } from '../schema/description.ts';
import type { Facts, RowNumber } from './facts.ts';
import { Refusal } from './refusal.ts';

/** One step of an ordering as cursors name it: `name`, `author.name` or `author.posts.count`, and its direction. */
export type OrderStep = readonly [path: string, direction: 'asc' | 'desc'];

/** Reads an `orderBy` and ends it with the key; what repeats a step, or comes behind the whole key, orders nothing. */
export function readOrder(model: FuzzModel, given: unknown): readonly OrderStep[] {
  const asked = Array.isArray(given) ? given.map((entry) => readStep(model, entry as object)) : []; // as the schema has it
  const order: OrderStep[] = [];
  for (const step of [...asked, ...model.key.map(({ name }): OrderStep => [name, 'asc'])]) {
    const paths = new Set(order.map(([path]) => path));
    const isWhole = model.key.every(({ name }) => paths.has(name));
    if (!isWhole && !paths.has(step[0])) order.push(step);
  }
  return order;
}

function readStep(model: FuzzModel, entry: object): OrderStep {
  const [[name, value] = ['', undefined], ...more] = Object.entries(entry);
  if (more.length > 0 || value === null || value === undefined)
    throw new Refusal('BAD_USER_INPUT', 'An entry names one field.');
  const relation = model.relations.find((each) => each.name === name);
  if (relation === undefined) return [name, value];
  if (relation.many) return [`${name}.count`, value.count];
  const [path, direction] = readStep(relation.target, value as object); // as the schema has it
  return [`${name}.${path}`, direction];
}

/** What a row's place by one step is made of. */
export type Term =
  | { readonly kind: 'field'; readonly path: readonly FuzzRelation[]; readonly model: FuzzModel; readonly field: FuzzField }
  | { readonly kind: 'count'; readonly path: readonly FuzzRelation[]; readonly model: FuzzModel; readonly relation: FuzzRelation }; // prettier-ignore

/** Finds what a step's path leads to. */
export function readTerm(model: FuzzModel, path: string): Term {
  const relations: FuzzRelation[] = [];
  let at = model;
  for (const name of path.split('.')) {
    const field = at.fields.find((each) => each.name === name);
    if (field) return { kind: 'field', path: relations, model: at, field };
    const relation = at.relations.find((each) => each.name === name);
    if (relation === undefined) break;
    if (relation.many) return { kind: 'count', path: relations, model: at, relation };
    relations.push(relation);
    at = relation.target;
  }
  throw new Error(`Expected a path from ${model.name}, got ${path}.`);
}

/** The row that a term speaks of, seen from a row of the model; none where a relation leads nowhere. */
export async function followTerm(
  facts: Facts,
  model: FuzzModel,
  { path }: Term,
  row: RowNumber,
): Promise<RowNumber | undefined> {
  let at: FuzzModel = model;
  let current: RowNumber | undefined = row;
  for (const relation of path) {
    if (current === undefined) return undefined;
    current = (await facts.related(at, relation)).get(current)?.[0];
    at = relation.target;
  }
  return current;
}

/** The places of a row by each step, to be compared one after the other: less comes first. */
export async function placeOf(
  facts: Facts,
  model: FuzzModel,
  order: readonly OrderStep[],
  row: RowNumber,
): Promise<readonly number[]> {
  return Promise.all(
    order.map(async ([path, direction]) => {
      const term = readTerm(model, path);
      const reached = await followTerm(facts, model, term, row);
      const rank = await rankOf(facts, term, reached);
      return direction === 'asc' ? rank : -rank;
    }),
  );
}

/** Below zero where the first place comes before the second. */
export function comparePlaces(one: readonly number[], other: readonly number[]): number {
  const index = one.findIndex((rank, step) => rank !== other[step]);
  return index < 0 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}

/** Where there is no row, its fields are NULL, the least value, and nothing is related to it. */
async function rankOf(facts: Facts, term: Term, row: RowNumber | undefined): Promise<number> {
  if (row === undefined) return 0;
  if (term.kind === 'field') return (await facts.ranks(term.model, term.field)).get(row) ?? 0;
  return (await facts.related(term.model, term.relation)).get(row)?.length ?? 0;
}
