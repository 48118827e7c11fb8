import type { GraphQLLeafType } from 'graphql';
import type { Field, Model, Models, Relation } from '../model/model.ts';
import { leavesOut } from '../model/writable.ts';
import { buildAggregateType } from './aggregate-type.ts';
import { buildComparisonInput } from './comparison-input.ts';
import { buildConnectionType } from './connection-type.ts';
import { buildCreateInput, buildCreateManyInput } from './create-input.ts';
import { buildEnumType } from './enum-type.ts';
import { buildFilterInput, buildScalarFilterInput } from './filter-input.ts';
import { buildKeyInput } from './key-input.ts';
import { buildNestedInput } from './nested-input.ts';
import { buildNumberUpdateInput } from './number-update-input.ts';
import { buildObjectType } from './object-type.ts';
import { buildOperationFields } from './operation-fields.ts';
import { buildOrderInput } from './order-input.ts';
import { buildListRelationFilterInput, buildRelationFilterInput } from './relation-filter-input.ts';
import { scalarOf } from './scalars.ts';
import type { ArgumentLimits, RowInput, Types } from './types.ts';
import { buildUniqueInput } from './unique-input.ts';
import { buildUpdateInput, buildUpdateManyInput } from './update-input.ts';

/** Builds the collection; the types themselves are built as they are asked for. */
export function buildTypes(models: Models, limits: ArgumentLimits): Types {
  const enumTypes = new Map(models.enumerations.map((each) => [each, buildEnumType(each)]));
  const leaf = (field: Field): GraphQLLeafType =>
    (!field.isId && field.enumeration && enumTypes.get(field.enumeration)) || scalarOf(field);
  const scalarWhere = once((model: Model) => buildScalarFilterInput(model, types));
  const types: Types = {
    models,
    limits,
    object: once((model) => buildObjectType(model, types)),
    connection: once((model) => buildConnectionType(model, types)),
    aggregate: once((model) => buildAggregateType(model, types)),
    where: once((model) => buildFilterInput(model, types)),
    scalarWhere: (model) => (model.relations.length > 0 ? scalarWhere(model) : types.where(model)),
    relationFilter: once((model) => buildRelationFilterInput(model, types)),
    listRelationFilter: once((model) => buildListRelationFilterInput(model, types)),
    orderBy: once((model) => buildOrderInput(model, types)),
    key: once((model) => buildKeyInput(model, types)),
    unique: once((model) => buildUniqueInput(model, types)),
    create: onceHanging('all', (model, relation) => buildCreateInput(model, types, relation)),
    createMany: onceHanging('fields', (model, relation) => buildCreateManyInput(model, types, relation)),
    update: onceHanging('all', (model, relation) => buildUpdateInput(model, types, relation)),
    updateMany: onceHanging('fields', (model, relation) => buildUpdateManyInput(model, types, relation)),
    nestedCreate: once((relation) => buildNestedInput(relation, 'create', types)),
    nestedUpdate: once((relation) => buildNestedInput(relation, 'update', types)),
    operations: once((relation) => buildOperationFields(relation, types)),
    comparison: onceFor(leaf, buildComparisonInput),
    numberUpdate: onceFor(leaf, buildNumberUpdateInput),
    leaf,
  };
  return types;
}

function once<From, T>(build: (from: From) => T): (from: From) => T {
  const built = new Map<From, { readonly type: T }>();
  return (from) => {
    let entry = built.get(from);
    if (entry === undefined) built.set(from, (entry = { type: build(from) }));
    return entry.type;
  };
}

/** Once for each type of fields, whichever of them comes first. */
function onceFor<T>(
  leaf: (field: Field) => GraphQLLeafType,
  build: (type: GraphQLLeafType, field: Field) => T,
): (field: Field) => T {
  const built = new Map<GraphQLLeafType, T>();
  return (field) => {
    const type = leaf(field);
    let input = built.get(type);
    if (input === undefined) built.set(type, (input = build(type, field)));
    return input;
  };
}

/** Once for each model, and for each relation whose rows need less than others of the model. */
function onceHanging(part: 'fields' | 'all', build: RowInput): RowInput {
  const ofModel = once((model: Model) => build(model));
  const ofRelation = once((relation: Relation) => build(relation.target, relation));
  return (model, relation) => (relation && leavesOut(relation, part) ? ofRelation(relation) : ofModel(model));
}
