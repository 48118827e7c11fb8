import { BadUserInputError } from '../errors.ts';
import type { RowData } from '../model/change.ts';
import type { Field, Model, Relation } from '../model/model.ts';
import { fieldsGivenBy, needsValue, writableFields, writableRelations } from '../model/writable.ts';

/**
 * Refuses a reference that is given twice, by its column and by its relation. @throws BadUserInputError naming both.
 */
export function refuseTwofold({ fields, relations, place }: RowData): void {
  for (const { relation } of relations.filter((change) => change.relation.refers)) {
    const twofold = fields.find(({ field }) => relation.from.includes(field));
    if (twofold) throw refuseReference(place, [twofold.field.name, relation.name], 'both');
  }
}

/**
 * Refuses a new row that refers to nothing where it must, which its type cannot tell: either of two inputs would do.
 * @throws BadUserInputError naming them.
 */
export function refuseUnreferred(model: Model, data: RowData, hangingOn: Relation | undefined): void {
  const given = new Set<Field>([
    ...fieldsGivenBy(hangingOn),
    ...data.fields.map(({ field }) => field),
    ...data.relations.flatMap(({ relation }) => (relation.refers ? relation.from : [])),
  ]);
  const missing = model.fields.find((field) => needsValue(field) && !given.has(field));
  if (missing === undefined) return;
  const ways = [
    ...writableFields(model, hangingOn).filter((field) => field === missing),
    ...writableRelations(model, hangingOn).filter(({ refers, from }) => refers && from.includes(missing)),
  ];
  throw refuseReference(
    data.place,
    ways.map(({ name }) => name),
    'none',
  );
}

function refuseReference(place: string, ways: readonly string[], got: string): BadUserInputError {
  return new BadUserInputError(`Argument "${place}": expected ${ways.join(' or ')}, got ${got}.`);
}
