import { GraphQLInputObjectType } from 'graphql';
import type { Model } from '../model/model.ts';
import { listRelationHint, relationHint } from './hint.ts';
import type { Types } from './types.ts';

/** Builds the conditions on the related row of a to-one relation: `UserRelationFilter`. */
export function buildRelationFilterInput(target: Model, types: Types): GraphQLInputObjectType {
  const { type, stem } = target.names;
  return new GraphQLInputObjectType({
    name: `${stem}RelationFilter`,
    description: `Conditions on the related ${type}. All that are given must hold.`,
    extensions: { hint: relationHint },
    fields: () => ({
      is: {
        type: types.where(target),
        description: 'A row is related and meets these conditions. `null` matches if no row is related.',
      },
      isNot: {
        type: types.where(target),
        description:
          'No row is related, or it does not meet these conditions. `null` matches if a row is related.',
      },
    }),
  });
}

/** Builds the conditions on the related rows of a to-many relation: `PostListRelationFilter`. */
export function buildListRelationFilterInput(target: Model, types: Types): GraphQLInputObjectType {
  const { type, stem } = target.names;
  return new GraphQLInputObjectType({
    name: `${stem}ListRelationFilter`,
    description: `Conditions on the related ${type} rows. All that are given must hold.`,
    extensions: { hint: listRelationHint },
    fields: () => ({
      some: { type: types.where(target), description: 'At least one related row meets these conditions.' },
      every: {
        type: types.where(target),
        description: 'Every related row meets these conditions. Also true if no row is related.',
      },
      none: { type: types.where(target), description: 'No related row meets these conditions.' },
      count: { type: types.countFilter(), description: 'Conditions on the number of related rows.' },
    }),
  });
}
