import { assertValidSchema, GraphQLSchema, isObjectType } from 'graphql';
import type { Models } from '../model/model.ts';
import { buildMutationType } from './mutation-type.ts';
import { buildQueryType } from './query-type.ts';
import { buildTypes } from './build-types.ts';
import { readFieldPlan } from './field-plan.ts';
import type { ArgumentLimits } from './types.ts';

/** The limits of arguments, and the optional parts of the schema. */
export interface SchemaOptions extends ArgumentLimits {
  /** `false` omits the Mutation type. */
  readonly mutations?: boolean;
}

/**
 * Builds the GraphQL schema of the models once, at start.
 * @throws Error if the models do not give a valid schema. The message names the collision.
 */
export function buildSchema(models: Models, options: SchemaOptions): GraphQLSchema {
  const { mutations = true } = options;
  const types = buildTypes(models, options);
  const schema = new GraphQLSchema({
    query: buildQueryType(types),
    mutation: (mutations ? buildMutationType(types) : undefined) ?? null,
    types: models.all.map(types.object),
  });
  assertValidSchema(schema);
  assertPlanned(schema);
  return schema;
}

/** Asserts that every field has a plan, which the compiler of documents needs. */
export function assertPlanned(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      if (readFieldPlan(field) === undefined)
        throw new Error(`Expected a plan of ${type.name}.${field.name}, but it names none.`);
  }
}
