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

/** Names the input that compares fields of a type, such as `StringFilter`. */
export function nameComparison(type: GraphQLLeafType, field: Field, { helpers }: Models): string {
  if (!field.isId && field.enumeration) return `${field.enumeration.stem}Filter`;
  const name = `${isText(field) && field.isId ? 'Text' : ''}${type.name}Filter`;
  return helpers.get(name) ?? name;
}

/** Builds the input that compares values of a type. All fields of that name share it. */
export function buildComparisonInput(
  name: string,
  type: GraphQLLeafType,
  field: Field,
): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name,
    description: `Conditions on ${withArticle(type.name)}. All that are given must hold.`,
    extensions: { hint: comparisonHint },
    fields: {
      ...buildEquality(type),
      ...(field.type === 'Json' ? buildJson(type) : buildComparisons(type, field)),
    },
  });
}

/** Builds the input that compares the number of related rows. */
export function buildCountFilter(name: string): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name,
    description: 'Conditions on the number of related rows. All that are given must hold.',
    extensions: { hint: comparisonHint },
    fields: {
      equals: { type: GraphQLInt, description: 'Equals this number.' },
      not: { type: GraphQLInt, description: 'Does not equal this number.' },
      ...buildLists(GraphQLInt),
      ...buildOrder(GraphQLInt),
    },
  });
}

function buildComparisons(type: GraphQLLeafType, field: Field): GraphQLInputFieldConfigMap {
  return {
    ...(!field.isId && field.type === 'Boolean' ? {} : buildLists(type)),
    // Fields of several types share the filter of ids, so it must not depend on which of them comes
    // first.
    ...(!field.isId && ['Boolean', 'Enum', 'Bytes'].includes(field.type) ? {} : buildOrder(type)),
    ...(isText(field) ? text : {}),
  };
}

function buildJson(type: GraphQLLeafType): GraphQLInputFieldConfigMap {
  return {
    path: {
      type: GraphQLString,
      description:
        'Path of the value that the other conditions apply to, such as `$.author.names[0]`. Defaults to the whole value. A path that does not exist gives `null`.',
    },
    string_contains: { type: GraphQLString, description: 'Is a string that contains this text.' },
    string_starts_with: { type: GraphQLString, description: 'Is a string that begins with this text.' },
    string_ends_with: { type: GraphQLString, description: 'Is a string that ends with this text.' },
    array_contains: {
      type,
      description: 'Is a list that contains this value or, if a list is given, every value of it.',
    },
  };
}

function isText({ type }: Field): boolean {
  return type === 'String';
}

function buildEquality(type: GraphQLLeafType): GraphQLInputFieldConfigMap {
  return {
    equals: { type, description: 'Equals this value. `null` matches rows without a value.' },
    not: {
      type,
      description: 'Has a value that does not equal this one. `null` matches rows with any value.',
    },
  };
}

function buildLists(type: GraphQLLeafType): GraphQLInputFieldConfigMap {
  const list = new GraphQLList(new GraphQLNonNull(type));
  return {
    in: { type: list, description: 'Equals one of these values.' },
    notIn: { type: list, description: 'Has a value that equals none of these.' },
  };
}

function buildOrder(type: GraphQLLeafType): GraphQLInputFieldConfigMap {
  return {
    lt: { type, description: 'Is less than this value.' },
    lte: { type, description: 'Is less than or equal to this value.' },
    gt: { type, description: 'Is greater than this value.' },
    gte: { type, description: 'Is greater than or equal to this value.' },
  };
}

const text: GraphQLInputFieldConfigMap = {
  contains: { type: GraphQLString, description: 'Contains this text. `%` and `_` are ordinary characters.' },
  startsWith: { type: GraphQLString, description: 'Begins with this text.' },
  endsWith: { type: GraphQLString, description: 'Ends with this text.' },
};
