import type {
  GraphQLEnumType,
  GraphQLInputFieldConfig,
  GraphQLInputObjectType,
  GraphQLLeafType,
  GraphQLObjectType,
} from 'graphql';
import type { Field, Model, Models, Relation } from '../model/model.ts';
import type { Operation } from '../model/writable.ts';
import type { PageLimits } from '../resolvers/read-page.ts';
import type { WriteLimits } from '../resolvers/row-count.ts';

/** The limits of arguments, from the settings table. */
export type ArgumentLimits = PageLimits & WriteLimits;

/** Builds the input of a model's rows. For the rows of a relation it omits the opposite relation. */
export type RowInput = (model: Model, nestedIn?: Relation) => GraphQLInputObjectType;

/** The inputs of a relation's operations by name. Unsupported operations are absent. */
export type OperationFields = Readonly<Partial<Record<Operation, GraphQLInputFieldConfig>>>;

/**
 * The GraphQL types of the models, each built when it is first requested. Types refer to each other in
 * circles, so builders take the whole and read it in thunks.
 */
export interface Types {
  readonly models: Models;
  readonly limits: ArgumentLimits;
  readonly object: (model: Model) => GraphQLObjectType;
  readonly connection: (model: Model) => GraphQLObjectType;
  readonly aggregate: (model: Model) => GraphQLObjectType;
  readonly where: (model: Model) => GraphQLInputObjectType;
  /** Conditions on the model's own fields. */
  readonly scalarWhere: (model: Model) => GraphQLInputObjectType;
  /** Conditions on the related row of a to-one relation. */
  readonly relationFilter: (target: Model) => GraphQLInputObjectType;
  /** Conditions on the related rows of a to-many relation. */
  readonly listRelationFilter: (target: Model) => GraphQLInputObjectType;
  /** Undefined for a model without a field to order by. */
  readonly orderBy: (model: Model) => GraphQLInputObjectType | undefined;
  readonly key: (model: Model) => GraphQLInputObjectType;
  /** One of the model's unique keys. */
  readonly unique: (model: Model) => GraphQLInputObjectType;
  /** A new row with its nested writes. */
  readonly create: RowInput;
  /** One of many new rows. */
  readonly createMany: RowInput;
  /** The changes of a row, with its nested writes. */
  readonly update: RowInput;
  /** The changes of each of many rows. */
  readonly updateMany: RowInput;
  /** The nested writes of a relation when its owner is created. */
  readonly nestedCreate: (relation: Relation) => GraphQLInputObjectType;
  /** The nested writes of a relation when its owner is updated. */
  readonly nestedUpdate: (relation: Relation) => GraphQLInputObjectType;
  readonly operations: (relation: Relation) => OperationFields;
  readonly sortOrder: () => GraphQLEnumType;
  /** An ordering by the number of related rows. */
  readonly countOrder: () => GraphQLInputObjectType;
  /** Conditions on the number of related rows. */
  readonly countFilter: () => GraphQLInputObjectType;
  /** The result of writing many rows. */
  readonly batchPayload: () => GraphQLObjectType;
  readonly comparison: (field: Field) => GraphQLInputObjectType;
  /** A change of a number. */
  readonly numberUpdate: (field: Field) => GraphQLInputObjectType;
  readonly leaf: (field: Field) => GraphQLLeafType;
}
