import { GraphQLInputObjectType, GraphQLList, GraphQLNonNull } from 'graphql';
import type { Model } from '../model/model.ts';
import type { Types } from './types.ts';

/** Builds a model's `where`: conditions on its fields, and `AND`, `OR`, `NOT` over more of the same. */
export function buildFilterInput(model: Model, types: Types): GraphQLInputObjectType {
  const input: GraphQLInputObjectType = new GraphQLInputObjectType({
    name: `${model.names.type}Where`,
    description: `Conditions on a ${model.names.type}; all that are given must hold.`,
    fields: () => {
      const list = new GraphQLList(new GraphQLNonNull(input));
      const fields = model.fields.filter(({ type }) => type !== 'Json');
      return {
        AND: { type: list, description: 'All of these hold.' },
        OR: { type: list, description: 'At least one of these holds.' },
        NOT: { type: list, description: 'None of these holds.' },
        ...Object.fromEntries(
          fields.map((field) => [
            field.name,
            { type: types.comparison(field), description: field.description },
          ]),
        ),
      };
    },
  });
  return input;
}
