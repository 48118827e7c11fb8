import { GraphQLInt, GraphQLNonNull, GraphQLObjectType } from 'graphql';
import { planned } from './field-plan.ts';

/** Builds the result type of mutations that write many rows. */
export function buildBatchPayload(name: string): GraphQLObjectType {
  return new GraphQLObjectType({
    name,
    description: 'The result of a write of many rows.',
    fields: {
      count: {
        type: new GraphQLNonNull(GraphQLInt),
        description: 'Number of rows that met the conditions.',
        ...planned({ kind: 'writtenCount' }),
      },
    },
  });
}
