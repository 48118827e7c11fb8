import { BadUserInputError } from '../errors.ts';
import type { OrderTerm } from '../model/load.ts';
import type { Model } from '../model/model.ts';

/**
 * Reads an `orderBy` argument into an ordering that names every row's place: the model's key ends it, and what would
 * come behind the key is left off, so that equal orderings are written alike.
 * @throws BadUserInputError for an entry that does not name exactly one field and a direction.
 */
export function readOrder(model: Model, given: unknown): readonly OrderTerm[] {
  const asked = Array.isArray(given)
    ? given.map((entry, index) => readTerm(model, entry, `orderBy[${index}]`))
    : [];
  const ending = model.key.map((field) => ({ field, descending: false }));
  const order: OrderTerm[] = [];
  for (const term of [...asked, ...ending]) {
    if (model.key.every((field) => order.some((earlier) => earlier.field === field))) break;
    if (!order.some((earlier) => earlier.field === term.field)) order.push(term);
  }
  return order;
}

function readTerm(model: Model, entry: unknown, place: string): OrderTerm {
  const given = Object.entries(typeof entry === 'object' && entry !== null ? entry : {});
  const [only] = given;
  const field = model.fields.find(({ name }) => name === only?.[0]);
  if (given.length !== 1 || field === undefined || (only?.[1] !== 'asc' && only?.[1] !== 'desc')) {
    throw new BadUserInputError(
      `Argument "${place}": expected one field with asc or desc, got ${JSON.stringify(entry)}; give several fields as a list of such entries.`,
    );
  }
  return { field, descending: only[1] === 'desc' };
}
