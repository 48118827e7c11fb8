import { GraphQLInputObjectType, GraphQLNonNull, type GraphQLInputFieldConfigMap } from 'graphql';
import type { Model, UniqueKey } from '../model/model.ts';
import { nameKey, nameKeyInput, withArticle } from '../model/naming.ts';
import type { Types } from './types.ts';

/** Builds the input of one unique key: `{ email }` or `{ userId_teamId: { userId, teamId } }`. */
export function buildUniqueInput(model: Model, types: Types): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: `${model.names.stem}Unique`,
    description: `A unique key of ${withArticle(model.names.type)}. Exactly one must be given.`,
    isOneOf: true,
    fields: (): GraphQLInputFieldConfigMap =>
      Object.fromEntries(uniqueKeysOf(model).map((key) => [nameKey(key), buildKey(model, key, types)])),
  });
}

/** Lists the unique keys of a model, the primary key first. */
export function uniqueKeysOf({ primaryKey, uniqueKeys }: Model): readonly UniqueKey[] {
  return primaryKey ? [primaryKey, ...uniqueKeys] : uniqueKeys;
}

function buildKey(model: Model, key: UniqueKey, types: Types): GraphQLInputFieldConfigMap[string] {
  const [only] = key;
  if (key.length === 1 && only)
    return { type: types.leaf(only), description: only.description ?? `By \`${only.name}\`.` };
  if (key === model.key) return { type: types.key(model), description: 'By all fields of the key.' };
  const type = new GraphQLInputObjectType({
    name: nameKeyInput(model.names, key),
    description: `A unique key of ${withArticle(model.names.type)}.`,
    fields: () =>
      Object.fromEntries(
        key.map((field) => [
          field.name,
          { type: new GraphQLNonNull(types.leaf(field)), description: field.description },
        ]),
      ),
  });
  return { type, description: 'By all fields of the key.' };
}
