import {
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLInputFieldConfigMap,
  type GraphQLLeafType,
} from 'graphql';
import type { Field } from '../model/model.ts';
import { withArticle } from '../model/naming.ts';

/** Builds the ways in which values of a type can be compared, one input for all fields of the type: `StringFilter`. */
export function buildComparisonInput(type: GraphQLLeafType, field: Field): GraphQLInputObjectType {
  const list = new GraphQLList(new GraphQLNonNull(type));
  const equality: GraphQLInputFieldConfigMap = {
    equals: { type, description: 'Is this value; `null` for rows that have none.' },
    not: { type, description: 'Is another value; `null` for rows that have one.' },
  };
  const lists: GraphQLInputFieldConfigMap = {
    in: { type: list, description: 'Is one of these.' },
    notIn: { type: list, description: 'Is a value that is none of these.' },
  };
  const order: GraphQLInputFieldConfigMap = {
    lt: { type, description: 'Comes before this value.' },
    lte: { type, description: 'Comes before this value, or is it.' },
    gt: { type, description: 'Comes after this value.' },
    gte: { type, description: 'Comes after this value, or is it.' },
  };
  const text: GraphQLInputFieldConfigMap = {
    contains: { type: GraphQLString, description: 'Has this text in it; `%` and `_` mean themselves.' },
    startsWith: { type: GraphQLString, description: 'Begins with this text.' },
    endsWith: { type: GraphQLString, description: 'Ends with this text.' },
  };
  return new GraphQLInputObjectType({
    name: `${type.name}Filter`,
    description: `Conditions on ${withArticle(type.name)}; all that are given must hold.`,
    fields: {
      ...equality,
      ...(!field.isId && field.type === 'Boolean' ? {} : lists),
      // Fields of other types share the filter of ids, so nothing in it may hang on the first of them.
      ...(!field.isId && ['Boolean', 'Enum', 'Bytes'].includes(field.type) ? {} : order),
      ...(field.type === 'String' && !field.isId ? text : {}),
    },
  });
}
