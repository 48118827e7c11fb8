import {
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLInputFieldConfigMap,
  type GraphQLLeafType,
} from 'graphql';
import type { Field, Models } from '../model/model.ts';
import { withArticle } from '../model/naming.ts';
import { comparisonHint } from './hint.ts';

/** Names the ways in which a field's values can be compared: `StringFilter`, for all fields of the type. */
export function nameComparison(type: GraphQLLeafType, field: Field, { helpers }: Models): string {
  if (!field.isId && field.enumeration) return `${field.enumeration.stem}Filter`;
  const name = `${isText(field) && field.isId ? 'Text' : ''}${type.name}Filter`;
  return helpers.get(name) ?? name;
}

/** Builds the ways in which values of a type can be compared, one input for all fields of that name. */
export function buildComparisonInput(
  name: string,
  type: GraphQLLeafType,
  field: Field,
): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name,
    description: `Conditions on ${withArticle(type.name)}; all that are given must hold.`,
    extensions: { hint: comparisonHint },
    fields: {
      ...buildEquality(type),
      ...(field.type === 'Json' ? buildJson(type) : buildComparisons(type, field)),
    },
  });
}

/** Builds the ways in which the number of rows that a to-many relation leads to can be compared. */
export function buildCountFilter(name: string): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name,
    description: 'Conditions on how many rows a relation leads to; all that are given must hold.',
    extensions: { hint: comparisonHint },
    fields: {
      equals: { type: GraphQLInt, description: 'Is this number.' },
      not: { type: GraphQLInt, description: 'Is another number.' },
      ...buildLists(GraphQLInt),
      ...buildOrder(GraphQLInt),
    },
  });
}

function buildComparisons(type: GraphQLLeafType, field: Field): GraphQLInputFieldConfigMap {
  return {
    ...(!field.isId && field.type === 'Boolean' ? {} : buildLists(type)),
    // Fields of several types share the filter of ids, so it is the same whichever of them comes first.
    ...(!field.isId && ['Boolean', 'Enum', 'Bytes'].includes(field.type) ? {} : buildOrder(type)),
    ...(isText(field) ? text : {}),
  };
}

function buildJson(type: GraphQLLeafType): GraphQLInputFieldConfigMap {
  return {
    path: {
      type: GraphQLString,
      description:
        'Where the other conditions look, `$.author.names[0]`: the whole value if it is omitted. What it does not lead to is `null`.',
    },
    string_contains: { type: GraphQLString, description: 'Is a string that has this text in it.' },
    string_starts_with: { type: GraphQLString, description: 'Is a string that begins with this text.' },
    string_ends_with: { type: GraphQLString, description: 'Is a string that ends with this text.' },
    array_contains: { type, description: 'Is a list that has this value in it, or each value of a list.' },
  };
}

function isText({ type }: Field): boolean {
  return type === 'String';
}

function buildEquality(type: GraphQLLeafType): GraphQLInputFieldConfigMap {
  return {
    equals: { type, description: 'Is this value; `null` for rows that have none.' },
    not: { type, description: 'Is another value; `null` for rows that have one.' },
  };
}

function buildLists(type: GraphQLLeafType): GraphQLInputFieldConfigMap {
  const list = new GraphQLList(new GraphQLNonNull(type));
  return {
    in: { type: list, description: 'Is one of these.' },
    notIn: { type: list, description: 'Is a value that is none of these.' },
  };
}

function buildOrder(type: GraphQLLeafType): GraphQLInputFieldConfigMap {
  return {
    lt: { type, description: 'Comes before this value.' },
    lte: { type, description: 'Comes before this value, or is it.' },
    gt: { type, description: 'Comes after this value.' },
    gte: { type, description: 'Comes after this value, or is it.' },
  };
}

const text: GraphQLInputFieldConfigMap = {
  contains: { type: GraphQLString, description: 'Has this text in it; `%` and `_` mean themselves.' },
  startsWith: { type: GraphQLString, description: 'Begins with this text.' },
  endsWith: { type: GraphQLString, description: 'Ends with this text.' },
};
