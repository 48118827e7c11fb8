import { GraphQLEnumType, GraphQLInputObjectType } from 'graphql';
import type { Model } from '../model/model.ts';

const sortOrder = new GraphQLEnumType({
  name: 'SortOrder',
  description: 'A direction to order in; rows without a value come first in ascending order.',
  values: {
    asc: { value: 'asc', description: 'Ascending.' },
    desc: { value: 'desc', description: 'Descending.' },
  },
});

/** Builds an entry of a model's `orderBy`: exactly one field with its direction. */
export function buildOrderInput(model: Model): GraphQLInputObjectType {
  const fields = model.fields.filter(({ type }) => type !== 'Json' && type !== 'Bytes');
  return new GraphQLInputObjectType({
    name: `${model.names.type}OrderBy`,
    description: 'One field to order by; the key always ends an ordering.',
    isOneOf: true,
    fields: Object.fromEntries(
      fields.map(({ name, description }) => [name, { type: sortOrder, description }]),
    ),
  });
}
