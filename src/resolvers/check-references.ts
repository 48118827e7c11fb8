import { BadUserInputError } from '../errors.ts';
import type { RowData } from '../model/change.ts';
import type { Field, Model, Relation } from '../model/model.ts';
import { fieldsGivenBy, needsValue, writableFields, writableRelations } from '../model/writable.ts';

/**
 * Refuses references that are set both by column and by relation. Also refuses one that is set by some of
 * its columns while another one is set by relation, since Prisma then requires relations for both.
 * @throws BadUserInputError naming both.
 */
export function refuseMixed(model: Model, data: RowData): void {
  const fields = new Set(data.fields.map(({ field }) => field));
  const given = data.relations.map(({ relation }) => relation).filter(({ refers }) => refers);
  const [first] = given;
  for (const relation of model.relations.filter(({ refers }) => refers)) {
    const columns = relation.from.filter((field) => fields.has(field));
    const [column] = columns;
    if (first === undefined || column === undefined) continue;
    if (given.includes(relation)) throw refuse(data, `${column.name} or ${relation.name}`, 'both');
    if (columns.length < relation.from.length)
      throw refuse(data, `${relation.name} together with ${first.name}`, column.name);
  }
}

/**
 * Refuses a new row without a required reference. The input type cannot express that one of two fields is
 * required.
 * @throws BadUserInputError naming them.
 */
export function refuseUnreferred(model: Model, data: RowData, nestedIn: Relation | undefined): void {
  const fields = new Set(data.fields.map(({ field }) => field));
  const given = data.relations.map(({ relation }) => relation).filter(({ refers }) => refers);
  const filled = new Set<Field>([
    ...fields,
    ...fieldsGivenBy(nestedIn),
    ...given.flatMap(({ from }) => from),
  ]);
  const missing = model.fields.find((field) => needsValue(field) && !filled.has(field));
  if (missing) {
    const ways = [
      ...writableFields(model, nestedIn).filter((field) => field === missing),
      ...writableRelations(model, nestedIn).filter(({ refers, from }) => refers && from.includes(missing)),
    ];
    throw refuse(data, ways.map(({ name }) => name).join(' or '), 'none');
  }
  // Columns that the relation of another key sets do not count if relations are given.
  const [first] = given;
  const lacking = writableRelations(model, nestedIn).find(
    (relation) =>
      relation.refers &&
      relation.from.some(needsValue) &&
      !given.includes(relation) &&
      !relation.from.every((field) => fields.has(field)),
  );
  if (first && lacking) throw refuse(data, `${lacking.name} together with ${first.name}`, 'none');
}

function refuse({ path }: RowData, expected: string, got: string): BadUserInputError {
  return new BadUserInputError(`Argument "${path}": expected ${expected}, got ${got}.`);
}
