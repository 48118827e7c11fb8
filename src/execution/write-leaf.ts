import {
  type GraphQLEnumType,
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLInt,
  isLeafType,
  isNonNullType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  GraphQLString,
} from 'graphql';
import { idScalar } from '../schema/scalars.ts';
import type { JsonWriter } from '../std/json-writer.ts';

/** Thrown where an answer has an error in it, for which it is executed field by field. */
export class NotPlain extends Error {
  override readonly name = 'NotPlain';
}

/** Writes a value as JSON. @throws what its type has against it, or NotPlain. */
export type LeafWriter = (out: JsonWriter, value: unknown) => void;

/** Builds what writes the values of a leaf type. */
export function buildLeafWriter(type: GraphQLOutputType): LeafWriter {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (!isLeafType(nullable)) throw new Error(`Expected a leaf type, but got: ${String(type)}.`);
  const write = buildPresentWriter(nullable);
  return isNonNullType(type)
    ? (out, value) => (value === null || value === undefined ? failPlain() : write(out, value))
    : (out, value) => (value === null || value === undefined ? out.raw('null') : write(out, value));
}

function buildPresentWriter(type: GraphQLScalarType | GraphQLEnumType): LeafWriter {
  const serialize: LeafWriter = (out, value) => {
    if (value instanceof Error) failPlain();
    const serialized: unknown = type.serialize(value);
    if (serialized === null || serialized === undefined) failPlain();
    else if (typeof serialized === 'string') out.text(serialized);
    else out.value(serialized);
  };
  switch (type) {
    case GraphQLString:
    case idScalar:
      return (out, value) => (typeof value === 'string' ? out.text(value) : serialize(out, value));
    case GraphQLInt:
      return (out, value) =>
        typeof value === 'number' && (value | 0) === value ? out.raw(`${value}`) : serialize(out, value);
    case GraphQLFloat:
      return (out, value) => (Number.isFinite(value) ? out.raw(`${value as number}`) : serialize(out, value));
    case GraphQLBoolean:
      return (out, value) => (typeof value === 'boolean' ? out.raw(`${value}`) : serialize(out, value));
    default:
      return serialize;
  }
}

/** @throws NotPlain */
export function failPlain(): never {
  throw new NotPlain('Expected an answer without an error.');
}
