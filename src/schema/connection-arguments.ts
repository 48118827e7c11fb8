import {
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLFieldConfigArgumentMap,
} from 'graphql';
import type { Model } from '../model/model.ts';
import type { Types } from './types.ts';

/** Builds the arguments of a list of a model's rows, the same wherever the list stands. */
export function buildConnectionArguments(model: Model, types: Types): GraphQLFieldConfigArgumentMap {
  const { pageSizeDefault, pageSizeMax } = types.limits;
  const orderBy = types.orderBy(model);
  return {
    first: {
      type: GraphQLInt,
      description: `The page is the first so many rows: ${pageSizeDefault} unless given, at most ${pageSizeMax}.`,
    },
    after: {
      type: GraphQLString,
      description: 'The cursor behind which the page begins; of the same ordering.',
    },
    last: {
      type: GraphQLInt,
      description: `The page is the last so many rows instead: at most ${pageSizeMax}; not together with first.`,
    },
    before: {
      type: GraphQLString,
      description: 'The cursor before which the page ends; of the same ordering.',
    },
    where: { type: types.where(model), description: 'Which rows the list holds.' },
    ...(orderBy && {
      orderBy: {
        type: new GraphQLList(new GraphQLNonNull(orderBy)),
        description: 'The ordering, most significant field first; the key ends it, ascending.',
      },
    }),
  };
}
