import { GraphQLEnumType } from 'graphql';
import type { Enumeration } from '../model/model.ts';

/** Builds an enum type. Its internal values are the names in the API, which the loaders use too. */
export function buildEnumType({ name, description, values }: Enumeration): GraphQLEnumType {
  return new GraphQLEnumType({
    name,
    description,
    values: Object.fromEntries(
      values.map((value) => [value.name, { value: value.name, description: value.description }]),
    ),
  });
}
