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

/** The bounds that arguments are held to, from the settings table. */
export type ArgumentLimits = PageLimits & WriteLimits;

/** An input of a model's rows, or of those that hang on a relation to it: these lack what the relation gives them. */
export type RowInput = (model: Model, nestedIn?: Relation) => GraphQLInputObjectType;

/** What a relation's operations take, by their names; those that it has not are absent. */
export type OperationFields = Readonly<Partial<Record<Operation, GraphQLInputFieldConfig>>>;

/**
 * The GraphQL types of the models, each built once, when it is first asked for. Types refer to each other in circles,
 * so builders take the whole and ask it from within thunks.
 */
export interface Types {
  readonly models: Models;
  readonly limits: ArgumentLimits;
  readonly object: (model: Model) => GraphQLObjectType;
  readonly connection: (model: Model) => GraphQLObjectType;
  readonly aggregate: (model: Model) => GraphQLObjectType;
  readonly where: (model: Model) => GraphQLInputObjectType;
  /** Conditions on the fields of the model alone. */
  readonly scalarWhere: (model: Model) => GraphQLInputObjectType;
  /** Conditions on the one row of the model that a relation leads to. */
  readonly relationFilter: (target: Model) => GraphQLInputObjectType;
  /** Conditions on the rows of the model that a relation leads to. */
  readonly listRelationFilter: (target: Model) => GraphQLInputObjectType;
  /** Nothing for a model that has nothing to order by. */
  readonly orderBy: (model: Model) => GraphQLInputObjectType | undefined;
  readonly key: (model: Model) => GraphQLInputObjectType;
  /** Names a row by any one of the model's unique keys. */
  readonly unique: (model: Model) => GraphQLInputObjectType;
  /** What a new row is given, and what hangs on it. */
  readonly create: RowInput;
  /** What a new row among many is given. */
  readonly createMany: RowInput;
  /** What becomes of a row, and of what hangs on it. */
  readonly update: RowInput;
  /** What becomes of each of many rows. */
  readonly updateMany: RowInput;
  /** What happens to the rows that a relation leads to when its owner is created. */
  readonly nestedCreate: (relation: Relation) => GraphQLInputObjectType;
  /** What happens to them when its owner is updated. */
  readonly nestedUpdate: (relation: Relation) => GraphQLInputObjectType;
  readonly operations: (relation: Relation) => OperationFields;
  readonly sortOrder: () => GraphQLEnumType;
  /** An ordering by the number of rows that a relation leads to. */
  readonly countOrder: () => GraphQLInputObjectType;
  /** Conditions on that number. */
  readonly countFilter: () => GraphQLInputObjectType;
  /** What is answered of many rows that are written at once. */
  readonly batchPayload: () => GraphQLObjectType;
  readonly comparison: (field: Field) => GraphQLInputObjectType;
  /** What becomes of a number. */
  readonly numberUpdate: (field: Field) => GraphQLInputObjectType;
  readonly leaf: (field: Field) => GraphQLLeafType;
}
