import type { GraphQLInputObjectType, GraphQLLeafType, GraphQLObjectType } from 'graphql';
import type { Field, Model, Models } from '../model/model.ts';
import type { PageLimits } from '../resolvers/read-page.ts';

/**
 * The GraphQL types of the models, each built once, when it is first asked for. Types refer to each other in circles,
 * so builders take the whole and ask it from within thunks.
 */
export interface Types {
  readonly models: Models;
  readonly limits: PageLimits;
  readonly object: (model: Model) => GraphQLObjectType;
  readonly connection: (model: Model) => GraphQLObjectType;
  readonly aggregate: (model: Model) => GraphQLObjectType;
  readonly where: (model: Model) => GraphQLInputObjectType;
  /** Conditions on the one row of the model that a relation leads to. */
  readonly relationFilter: (target: Model) => GraphQLInputObjectType;
  /** Conditions on the rows of the model that a relation leads to. */
  readonly listRelationFilter: (target: Model) => GraphQLInputObjectType;
  /** Nothing for a model that has nothing to order by. */
  readonly orderBy: (model: Model) => GraphQLInputObjectType | undefined;
  readonly key: (model: Model) => GraphQLInputObjectType;
  /** Names a row by any one of the model's unique keys. */
  readonly unique: (model: Model) => GraphQLInputObjectType;
  /** What a new row is given; nothing for a model that cannot be given all it needs. */
  readonly create: (model: Model) => GraphQLInputObjectType | undefined;
  /** What becomes of a row; nothing for a model of which nothing can be written. */
  readonly update: (model: Model) => GraphQLInputObjectType | undefined;
  readonly comparison: (field: Field) => GraphQLInputObjectType;
  readonly leaf: (field: Field) => GraphQLLeafType;
}
