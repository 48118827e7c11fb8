import { type FieldNode, getArgumentValues, GraphQLError, type GraphQLField } from 'graphql';
import { BadUserInputError } from '../errors.ts';
import type { Variables } from './run.ts';

/**
 * Reads the arguments of a field as graphql-js coerces them. @throws BadUserInputError With the argument's
 * name.
 */
export function readArguments(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
): Readonly<Record<string, unknown>> {
  try {
    return getArgumentValues(field, node, variables);
  } catch (error) {
    throw toBadUserInput(error);
  }
}

/**
 * Converts an error of graphql-js about an argument. It depends on the variables, so the client caused it.
 */
export function toBadUserInput(error: unknown): unknown {
  return error instanceof GraphQLError ? new BadUserInputError(error.message, { cause: error }) : error;
}
