import { type FieldNode, getArgumentValues, GraphQLError, type GraphQLField } from 'graphql';
import { BadUserInputError } from '../errors.ts';
import type { Variables } from './run.ts';

/** Reads the arguments of a field as graphql-js coerces them. @throws BadUserInputError naming the argument. */
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

/** Gives what graphql-js has against an argument as an error of ours: it depends on the variables, so the client caused it. */
export function toBadUserInput(error: unknown): unknown {
  return error instanceof GraphQLError ? new BadUserInputError(error.message, { cause: error }) : error;
}
