import { GraphQLInputObjectType, type GraphQLLeafType } from 'graphql';
import { numberUpdateHint } from './hint.ts';

/** Builds the input that changes a number, one for all fields of the type: `IntUpdate`. */
export function buildNumberUpdateInput(name: string, type: GraphQLLeafType): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name,
    description: 'A change of a number. Exactly one must be given.',
    isOneOf: true,
    extensions: { hint: numberUpdateHint },
    fields: {
      set: { type, description: 'Sets the field to this value.' },
      increment: { type, description: 'Adds this value.' },
      decrement: { type, description: 'Subtracts this value.' },
      multiply: { type, description: 'Multiplies by this value.' },
      divide: { type, description: 'Divides by this value.' },
    },
  });
}
