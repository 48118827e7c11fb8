import { GraphQLInputObjectType, type GraphQLLeafType } from 'graphql';
import { numberUpdateHint } from './hint.ts';

/** Builds what can become of a number, one input for all fields of the type: `IntUpdate`. */
export function buildNumberUpdateInput(name: string, type: GraphQLLeafType): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name,
    description: 'What becomes of a number.',
    isOneOf: true,
    extensions: { hint: numberUpdateHint },
    fields: {
      set: { type, description: 'It becomes this.' },
      increment: { type, description: 'This is added to it.' },
      decrement: { type, description: 'This is taken from it.' },
      multiply: { type, description: 'It is multiplied by this.' },
      divide: { type, description: 'It is divided by this.' },
    },
  });
}
