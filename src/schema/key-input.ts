import { GraphQLInputObjectType, GraphQLNonNull } from 'graphql';
import type { Model } from '../model/model.ts';
import { withArticle } from '../model/naming.ts';
import type { Types } from './types.ts';

/** Builds the input of a key of several fields. */
export function buildKeyInput(model: Model, types: Types): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: `${model.names.stem}Key`,
    description: `The key of ${withArticle(model.names.type)}.`,
    fields: () =>
      Object.fromEntries(
        model.key.map((field) => [
          field.name,
          { type: new GraphQLNonNull(types.leaf(field)), description: field.description },
        ]),
      ),
  });
}
