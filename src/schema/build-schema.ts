import { assertValidSchema, GraphQLSchema, isObjectType } from 'graphql';
import type { Models } from '../model/model.ts';
import { buildMutationType } from './mutation-type.ts';
import { buildQueryType } from './query-type.ts';
import { buildTypes } from './build-types.ts';
import { readFieldPlan } from './field-plan.ts';
import type { ArgumentLimits } from './types.ts';

/** The limits of arguments, and the parts of the schema that may be left out. */
export interface SchemaOptions extends ArgumentLimits {
  /** False leaves the Mutation type out. */
  readonly mutations?: boolean;
}

/**
 * Builds the GraphQL schema of the models, once, at start.
 * @throws Error when the models make no valid schema, naming what collides.
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

/** Holds that whoever compiles a document finds out from each field what it means. */
function assertPlanned(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      if (readFieldPlan(field) === undefined)
        throw new Error(`Expected a plan of ${type.name}.${field.name}, but it names none.`);
  }
}
