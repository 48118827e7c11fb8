import { GraphQLInt, GraphQLNonNull, GraphQLObjectType } from 'graphql';
import { planned } from './field-plan.ts';

/** Builds what is answered of many rows that are written at once. */
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
