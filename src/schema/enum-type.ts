import { GraphQLEnumType } from 'graphql';
import type { Enumeration } from '../model/model.ts';

/** Builds the enum; its values carry the names that the API and the loaders both use. */
export function buildEnumType({ name, description, values }: Enumeration): GraphQLEnumType {
  return new GraphQLEnumType({
    name,
    description,
    values: Object.fromEntries(
      values.map((value) => [value.name, { value: value.name, description: value.description }]),
    ),
  });
}
