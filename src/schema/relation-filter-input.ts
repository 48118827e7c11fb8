import { GraphQLInputObjectType } from 'graphql';
import type { Model } from '../model/model.ts';
import { listRelationHint, relationHint } from './hint.ts';
import type { Types } from './types.ts';

/** Builds the conditions on the row that a to-one relation leads to: `UserRelationFilter`. */
export function buildRelationFilterInput(target: Model, types: Types): GraphQLInputObjectType {
  const { type, stem } = target.names;
  return new GraphQLInputObjectType({
    name: `${stem}RelationFilter`,
    description: `Conditions on the ${type} that a relation leads to; all that are given must hold.`,
    extensions: { hint: relationHint },
    fields: () => ({
      is: {
        type: types.where(target),
        description: 'There is one and it meets these conditions; `null` where there is none.',
      },
      isNot: {
        type: types.where(target),
        description: 'There is none, or it does not meet these conditions; `null` where there is one.',
      },
    }),
  });
}

/** Builds the conditions on the rows that a to-many relation leads to: `PostListRelationFilter`. */
export function buildListRelationFilterInput(target: Model, types: Types): GraphQLInputObjectType {
  const { type, stem } = target.names;
  return new GraphQLInputObjectType({
    name: `${stem}ListRelationFilter`,
    description: `Conditions on the ${type} rows that a relation leads to; all that are given must hold.`,
    extensions: { hint: listRelationHint },
    fields: () => ({
      some: { type: types.where(target), description: 'At least one row meets these conditions.' },
      every: {
        type: types.where(target),
        description: 'No row fails these conditions; so it is where there are no rows.',
      },
      none: { type: types.where(target), description: 'No row meets these conditions.' },
      count: { type: types.countFilter(), description: 'There are so many rows, whatever their fields.' },
    }),
  });
}
