import type { GraphQLInputObjectType, GraphQLLeafType } from 'graphql';
import type { Field, Model, Models } from '../model/model.ts';
import type { PageLimits } from '../resolvers/read-page.ts';
import { buildAggregateType } from './aggregate-type.ts';
import { buildComparisonInput } from './comparison-input.ts';
import { buildConnectionType } from './connection-type.ts';
import { buildCreateInput } from './create-input.ts';
import { buildEnumType } from './enum-type.ts';
import { buildFilterInput } from './filter-input.ts';
import { buildKeyInput } from './key-input.ts';
import { buildObjectType } from './object-type.ts';
import { buildOrderInput } from './order-input.ts';
import { buildListRelationFilterInput, buildRelationFilterInput } from './relation-filter-input.ts';
import { scalarOf } from './scalars.ts';
import type { Types } from './types.ts';
import { buildUniqueInput } from './unique-input.ts';
import { buildUpdateInput } from './update-input.ts';

/** Builds the collection; the types themselves are built as they are asked for. */
export function buildTypes(models: Models, limits: PageLimits): Types {
  const enumTypes = new Map(models.enumerations.map((each) => [each, buildEnumType(each)]));
  const leaf = (field: Field): GraphQLLeafType =>
    (!field.isId && field.enumeration && enumTypes.get(field.enumeration)) || scalarOf(field);
  const comparisons = new Map<GraphQLLeafType, GraphQLInputObjectType>();
  const types: Types = {
    models,
    limits,
    object: once((model) => buildObjectType(model, types)),
    connection: once((model) => buildConnectionType(model, types)),
    aggregate: once((model) => buildAggregateType(model, types)),
    where: once((model) => buildFilterInput(model, types)),
    relationFilter: once((model) => buildRelationFilterInput(model, types)),
    listRelationFilter: once((model) => buildListRelationFilterInput(model, types)),
    orderBy: once((model) => buildOrderInput(model, types)),
    key: once((model) => buildKeyInput(model, types)),
    unique: once((model) => buildUniqueInput(model, types)),
    create: once((model) => buildCreateInput(model, types)),
    update: once((model) => buildUpdateInput(model, types)),
    comparison: (field) => {
      const type = leaf(field);
      let input = comparisons.get(type);
      if (input === undefined) comparisons.set(type, (input = buildComparisonInput(type, field)));
      return input;
    },
    leaf,
  };
  return types;
}

function once<T>(build: (model: Model) => T): (model: Model) => T {
  const built = new Map<Model, { readonly type: T }>();
  return (model) => {
    let entry = built.get(model);
    if (entry === undefined) built.set(model, (entry = { type: build(model) }));
    return entry.type;
  };
}
