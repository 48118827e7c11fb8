import type { RelationChange } from './change.ts';
import type { Field, Model, Relation } from './model.ts';

/** Whether a row cannot be without a value of its own, and gets none where none is given. */
export function needsValue({ nullable, hasDefault, isVersion }: Field): boolean {
  return !nullable && !hasDefault && !isVersion;
}

/** Whether the API may write through a relation: not where that would write to a row that it must not write. */
export function isWritableRelation(relation: Relation): boolean {
  return !relation.readOnly && !(relation.target.readOnly && isReferredTo(relation));
}

/**
 * The fields of a model that the API writes. Rows that hang on a relation get what refers to their owner from there, so
 * `nestedIn` leaves those fields out.
 */
export function writableFields(model: Model, nestedIn?: Relation): readonly Field[] {
  const given = fieldsGivenBy(nestedIn);
  return model.fields.filter(
    (field) =>
      !field.hidden && !field.readOnly && !field.isGenerated && !field.isVersion && !given.includes(field),
  );
}

/** The relations of a model that the API writes through, but for the one that leads back to where the rows hang. */
export function writableRelations(model: Model, nestedIn?: Relation): readonly Relation[] {
  return model.relations.filter(
    (relation) => isWritableRelation(relation) && relation !== nestedIn?.opposite,
  );
}

/** The fields that a row has from the relation that it hangs on. */
export function fieldsGivenBy(nestedIn: Relation | undefined): readonly Field[] {
  return nestedIn && isReferredTo(nestedIn) ? nestedIn.to : [];
}

/** Whether inputs of rows that hang on the relation lack anything that those of other rows have. */
export function leavesOut(relation: Relation, part: 'fields' | 'all'): boolean {
  const { target, opposite } = relation;
  const fields = writableFields(target).length > writableFields(target, relation).length;
  return fields || (part === 'all' && opposite !== undefined && isWritableRelation(opposite));
}

/** The fields that relations give a row as well, so that they need not be given by themselves. */
export function fieldsOfRelations(relations: readonly Relation[]): ReadonlySet<Field> {
  return new Set(relations.filter(({ refers }) => refers).flatMap(({ from }) => from));
}

/** Whether rows can be created with all that hangs on them. */
export function createsRows(model: Model, nestedIn?: Relation): boolean {
  const parts = [...writableFields(model, nestedIn), ...writableRelations(model, nestedIn)];
  return model.creatable && parts.length > 0;
}

/** Whether rows can be created out of their fields alone. */
export function createsManyRows(model: Model, nestedIn?: Relation): boolean {
  const fields = [...writableFields(model, nestedIn), ...fieldsGivenBy(nestedIn)];
  const isComplete = model.fields.every((field) => !needsValue(field) || fields.includes(field));
  return model.creatable && isComplete && writableFields(model, nestedIn).length > 0;
}

/** Whether anything of a row can be updated, with what hangs on it. */
export function updatesRows(model: Model, nestedIn?: Relation): boolean {
  const parts = [...writableFields(model, nestedIn), ...writableRelations(model, nestedIn)];
  return !model.readOnly && parts.length > 0;
}

/** Whether fields of many rows can be updated at once. */
export function updatesManyRows(model: Model, nestedIn?: Relation): boolean {
  return !model.readOnly && writableFields(model, nestedIn).length > 0;
}

/** What can happen to the rows that a relation leads to. */
export type Operation = RelationChange['operation'];

/**
 * The order in which what is given of one relation happens, since GraphQL keeps none: what takes rows away comes before what
 * brings new ones, so that all of them can be replaced at once.
 */
export const operationOrder: readonly Operation[] = [
  'deleteMany',
  'delete',
  'disconnect',
  'set',
  'updateMany',
  'update',
  'upsert',
  'create',
  'createMany',
  'connectOrCreate',
  'connect',
];

/** The operations that Prisma's client has for such a relation, when a row is created or updated; none for what is read only. */
export function operationsOf(relation: Relation, act: 'create' | 'update'): readonly Operation[] {
  if (!isWritableRelation(relation)) return [];
  const { target, cardinality, nullable, through } = relation;
  const isMany = cardinality === 'many';
  const isLoose = isMany || nullable;
  const creates = createsRows(target, relation);
  const updates = updatesRows(target, relation);
  const offered: readonly (readonly [Operation, boolean])[] = [
    ['create', creates],
    ['createMany', isMany && !through && createsManyRows(target, relation)],
    ['connect', true],
    ['connectOrCreate', creates],
  ];
  const offeredToUpdate: readonly (readonly [Operation, boolean])[] = [
    ['set', isMany],
    ['disconnect', isLoose && isRemovable(relation)],
    ['update', updates],
    ['updateMany', isMany && updatesManyRows(target, relation)],
    ['upsert', creates && updates],
    ['delete', isLoose && !target.readOnly],
    ['deleteMany', isMany && !target.readOnly],
  ];
  return [...offered, ...(act === 'update' ? offeredToUpdate : [])]
    .filter(([, isOffered]) => isOffered)
    .map(([operation]) => operation);
}

/** Whether a reference can be taken away: one of its columns may be NULL, or it stands in a table of its own. */
function isRemovable({ refers, from, to, through }: Relation): boolean {
  return through !== undefined || (refers ? from : to).some(({ nullable }) => nullable);
}

/** Whether it is the rows that a relation leads to which refer to its owner. */
function isReferredTo({ refers, through }: Relation): boolean {
  return !refers && through === undefined;
}
