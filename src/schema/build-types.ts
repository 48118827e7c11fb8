import type { GraphQLLeafType } from 'graphql';
import type { Field, Model, Models, Relation } from '../model/model.ts';
import { nameNumberUpdate } from '../model/naming.ts';
import { leavesOut } from '../model/writable.ts';
import { buildAggregateType } from './aggregate-type.ts';
import { buildBatchPayload } from './batch-payload.ts';
import { buildComparisonInput, buildCountFilter, nameComparison } from './comparison-input.ts';
import { buildConnectionType } from './connection-type.ts';
import { buildCreateInput, buildCreateManyInput } from './create-input.ts';
import { buildEnumType } from './enum-type.ts';
import { buildFilterInput, buildScalarFilterInput, hasFurtherConditions } from './filter-input.ts';
import { buildKeyInput } from './key-input.ts';
import { buildNestedInput } from './nested-input.ts';
import { buildNumberUpdateInput } from './number-update-input.ts';
import { buildObjectType } from './object-type.ts';
import { buildOperationFields } from './operation-fields.ts';
import { buildCountOrder, buildOrderInput, buildSortOrder } from './order-input.ts';
import { buildListRelationFilterInput, buildRelationFilterInput } from './relation-filter-input.ts';
import { scalarOf } from './scalars.ts';
import type { ArgumentLimits, RowInput, Types } from './types.ts';
import { buildUniqueInput } from './unique-input.ts';
import { buildUpdateInput, buildUpdateManyInput } from './update-input.ts';

/** Builds the collection of types. Each type is built when it is first requested. */
export function buildTypes(models: Models, limits: ArgumentLimits): Types {
  const enumTypes = new Map(models.enumerations.map((each) => [each, buildEnumType(each)]));
  const leaf = (field: Field): GraphQLLeafType =>
    (!field.isId && field.enumeration && enumTypes.get(field.enumeration)) || scalarOf(field);
  const nameHelper = (name: string): string => models.helpers.get(name) ?? name;
  const shared = <T>(name: string, build: (name: string) => T): (() => T) => {
    const built = once(build);
    return () => built(nameHelper(name));
  };
  const scalarWhere = once((model: Model) => buildScalarFilterInput(model, types));
  const types: Types = {
    models,
    limits,
    object: once((model) => buildObjectType(model, types)),
    connection: once((model) => buildConnectionType(model, types)),
    aggregate: once((model) => buildAggregateType(model, types)),
    where: once((model) => buildFilterInput(model, types)),
    scalarWhere: (model) => (hasFurtherConditions(model) ? scalarWhere(model) : types.where(model)),
    relationFilter: once((model) => buildRelationFilterInput(model, types)),
    listRelationFilter: once((model) => buildListRelationFilterInput(model, types)),
    orderBy: once((model) => buildOrderInput(model, types)),
    key: once((model) => buildKeyInput(model, types)),
    unique: once((model) => buildUniqueInput(model, types)),
    create: onceNested('all', (model, relation) => buildCreateInput(model, types, relation)),
    createMany: onceNested('fields', (model, relation) => buildCreateManyInput(model, types, relation)),
    update: onceNested('all', (model, relation) => buildUpdateInput(model, types, relation)),
    updateMany: onceNested('fields', (model, relation) => buildUpdateManyInput(model, types, relation)),
    nestedCreate: once((relation) => buildNestedInput(relation, 'create', types)),
    nestedUpdate: once((relation) => buildNestedInput(relation, 'update', types)),
    operations: once((relation) => buildOperationFields(relation, types)),
    sortOrder: shared('SortOrder', buildSortOrder),
    countOrder: shared('CountOrderBy', (name) => buildCountOrder(name, types)),
    countFilter: shared('CountFilter', buildCountFilter),
    batchPayload: shared('BatchPayload', buildBatchPayload),
    comparison: onceNamed(
      (field) => nameComparison(leaf(field), field, models),
      (name, field) => buildComparisonInput(name, leaf(field), field),
    ),
    numberUpdate: onceNamed(
      (field) => nameHelper(nameNumberUpdate(leaf(field).name)),
      (name, field) => buildNumberUpdateInput(name, leaf(field)),
    ),
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

/** Caches one result for all fields that share a name. */
function onceNamed<T>(
  nameOf: (field: Field) => string,
  build: (name: string, field: Field) => T,
): (field: Field) => T {
  const built = new Map<string, T>();
  return (field) => {
    const name = nameOf(field);
    let input = built.get(name);
    if (input === undefined) built.set(name, (input = build(name, field)));
    return input;
  };
}

/**
 * Caches one result for each model, and one for each relation whose rows omit some fields of the model.
 */
function onceNested(part: 'fields' | 'all', build: RowInput): RowInput {
  const ofModel = once((model: Model) => build(model));
  const ofRelation = once((relation: Relation) => build(relation.target, relation));
  return (model, relation) => (relation && leavesOut(relation, part) ? ofRelation(relation) : ofModel(model));
}
