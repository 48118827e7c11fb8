import type { RelationChange } from './change.ts';
import type { Field, Model, Relation } from './model.ts';

/** Checks if a new row must be given a value. */
export function needsValue({ nullable, hasDefault, isVersion }: Field): boolean {
  return !nullable && !hasDefault && !isVersion;
}

/** Checks if the API may write through a relation. It may not if that would write to a read-only row. */
export function isWritableRelation(relation: Relation): boolean {
  return !relation.readOnly && !(relation.target.readOnly && isReferredTo(relation));
}

/**
 * Lists the fields of a model that the API writes. The rows of the relation `nestedIn` omit the fields
 * that refer to their owner.
 */
export function writableFields(model: Model, nestedIn?: Relation): readonly Field[] {
  const given = fieldsGivenBy(nestedIn);
  return model.fields.filter(
    (field) =>
      !field.hidden && !field.readOnly && !field.isGenerated && !field.isVersion && !given.includes(field),
  );
}

/**
 * Lists the relations of a model that the API writes through. The rows of the relation `nestedIn` omit
 * its opposite.
 */
export function writableRelations(model: Model, nestedIn?: Relation): readonly Relation[] {
  return model.relations.filter(
    (relation) => isWritableRelation(relation) && relation !== nestedIn?.opposite,
  );
}

/** Lists the fields that a relation sets in its rows. */
export function fieldsGivenBy(nestedIn: Relation | undefined): readonly Field[] {
  return nestedIn && isReferredTo(nestedIn) ? nestedIn.to : [];
}

/** Checks if the inputs of a relation's rows omit anything that other rows of the model have. */
export function leavesOut(relation: Relation, part: 'fields' | 'all'): boolean {
  const { target, opposite } = relation;
  const fields = writableFields(target).length > writableFields(target, relation).length;
  return fields || (part === 'all' && opposite !== undefined && isWritableRelation(opposite));
}

/** Lists the fields that relations can set too, so that they are optional. */
export function fieldsOfRelations(relations: readonly Relation[]): ReadonlySet<Field> {
  return new Set(relations.filter(({ refers }) => refers).flatMap(({ from }) => from));
}

/** Checks if rows can be created with their nested writes. */
export function createsRows(model: Model, nestedIn?: Relation): boolean {
  const parts = [...writableFields(model, nestedIn), ...writableRelations(model, nestedIn)];
  return model.creatable && parts.length > 0;
}

/** Checks if rows can be created from their fields alone. */
export function createsManyRows(model: Model, nestedIn?: Relation): boolean {
  const fields = [...writableFields(model, nestedIn), ...fieldsGivenBy(nestedIn)];
  const isComplete = model.fields.every((field) => !needsValue(field) || fields.includes(field));
  return model.creatable && isComplete && writableFields(model, nestedIn).length > 0;
}

/** Checks if a row or its nested rows can be updated. */
export function updatesRows(model: Model, nestedIn?: Relation): boolean {
  const parts = [...writableFields(model, nestedIn), ...writableRelations(model, nestedIn)];
  return !model.readOnly && parts.length > 0;
}

/** Checks if fields of many rows can be updated at once. */
export function updatesManyRows(model: Model, nestedIn?: Relation): boolean {
  return !model.readOnly && writableFields(model, nestedIn).length > 0;
}

/** An operation of a nested write. */
export type Operation = RelationChange['operation'];

/**
 * The order of the operations of one relation, since input objects have none in GraphQL. Removals precede
 * additions, so that all rows can be replaced at once.
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

/**
 * Lists the operations that Prisma's client has for a relation when its owner is created or updated.
 * Empty for a read-only relation.
 */
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

/** Checks if a row can be unlinked: a column may be NULL, or a join table holds the reference. */
function isRemovable({ refers, from, to, through }: Relation): boolean {
  return through !== undefined || (refers ? from : to).some(({ nullable }) => nullable);
}

/** Checks if the rows of a relation hold the reference to its owner. */
function isReferredTo({ refers, through }: Relation): boolean {
  return !refers && through === undefined;
}
