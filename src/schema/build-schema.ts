import { assertValidSchema, GraphQLSchema } from 'graphql';
import type { Models } from '../model/model.ts';
import { buildMutationType } from './mutation-type.ts';
import { buildQueryType } from './query-type.ts';
import { buildTypes } from './build-types.ts';
import type { ArgumentLimits } from './types.ts';

/**
 * Builds the GraphQL schema of the models, once, at start.
 * @throws Error when the models make no valid schema, naming what collides.
 */
export function buildSchema(models: Models, limits: ArgumentLimits): GraphQLSchema {
  const types = buildTypes(models, limits);
  const schema = new GraphQLSchema({
    query: buildQueryType(types),
    mutation: buildMutationType(types) ?? null,
    types: models.all.map(types.object),
  });
  assertValidSchema(schema);
  return schema;
}
