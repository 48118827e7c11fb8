import { BadUserInputError } from '../errors.ts';
import type { RowData } from '../model/change.ts';
import type { Field, Model, Relation } from '../model/model.ts';
import { fieldsGivenBy, needsValue, writableFields, writableRelations } from '../model/writable.ts';

/**
 * Refuses references that are given in ways which do not go together: one by its column and by its relation, or one by a
 * part of its columns while another one is given by its relation, since Prisma then wants this one's relation too.
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
      throw refuse(data, `${relation.name} beside ${first.name}`, column.name);
  }
}

/**
 * Refuses a new row that refers to nothing where it must, which its type cannot tell: either of two inputs would do.
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
  // Columns that are given by the relation of another key do not count where relations are given.
  const [first] = given;
  const lacking = writableRelations(model, nestedIn).find(
    (relation) =>
      relation.refers &&
      relation.from.some(needsValue) &&
      !given.includes(relation) &&
      !relation.from.every((field) => fields.has(field)),
  );
  if (first && lacking) throw refuse(data, `${lacking.name} beside ${first.name}`, 'none');
}

function refuse({ path }: RowData, expected: string, got: string): BadUserInputError {
  return new BadUserInputError(`Argument "${path}": expected ${expected}, got ${got}.`);
}
