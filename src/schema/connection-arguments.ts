import {
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLFieldConfigArgumentMap,
} from 'graphql';
import type { Model } from '../model/model.ts';
import type { Types } from './types.ts';

/** Builds the arguments of a list of a model's rows. They are the same at the root and in relations. */
export function buildConnectionArguments(model: Model, types: Types): GraphQLFieldConfigArgumentMap {
  const { pageSizeDefault, pageSizeMax } = types.limits;
  const orderBy = types.orderBy(model);
  return {
    first: {
      type: GraphQLInt,
      description: `Number of rows from the start. Defaults to ${pageSizeDefault}, at most ${pageSizeMax}.`,
    },
    after: {
      type: GraphQLString,
      description: 'Only rows after this cursor, which must come from the same ordering.',
    },
    last: {
      type: GraphQLInt,
      description: `Number of rows from the end, at most ${pageSizeMax}. Cannot be combined with \`first\`.`,
    },
    before: {
      type: GraphQLString,
      description: 'Only rows before this cursor, which must come from the same ordering.',
    },
    where: { type: types.where(model), description: 'Only rows that meet these conditions.' },
    ...(orderBy && {
      orderBy: {
        type: new GraphQLList(new GraphQLNonNull(orderBy)),
        description: 'Fields to order by, most significant first. Equal rows are ordered by their key.',
      },
    }),
  };
}
