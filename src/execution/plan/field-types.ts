import {
  getNamedType,
  getNullableType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Reads the object type of a field's answer. Fields with several types have no plan. */
export function readObjectType({ type }: { readonly type: GraphQLOutputType }): GraphQLObjectType {
  return getNamedType(type) as GraphQLObjectType;
}

/** Returns true if an item of a list may be null. */
export function isItemNullable(type: GraphQLOutputType): boolean {
  const list = getNullableType(type);
  return isListType(list) && !isNonNullType(list.ofType);
}
