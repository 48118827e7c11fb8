import { GraphQLInt, GraphQLNonNull, GraphQLObjectType } from 'graphql';
import { planned } from './field-plan.ts';

/** Builds what is answered of many rows that are written at once. */
export function buildBatchPayload(name: string): GraphQLObjectType {
  return new GraphQLObjectType({
    name,
    description: 'What became of many rows at once.',
    fields: {
      count: {
        type: new GraphQLNonNull(GraphQLInt),
        description: 'How many rows met the conditions.',
        ...planned({ kind: 'writtenCount' }),
      },
    },
  });
}
