import {
  type GraphQLEnumType,
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  isLeafType,
  isNonNullType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  GraphQLString,
} from 'graphql';

/** Thrown where an answer has an error in it, for which it is executed field by field. */
export class NotPlain extends Error {
  override readonly name = 'NotPlain';
}

/** Writes a value as JSON. @throws what its type has against it, or NotPlain. */
export type LeafWriter = (value: unknown) => string;

/** Builds what writes the values of a leaf type, or none for another type. */
export function buildLeafWriter(type: GraphQLOutputType): LeafWriter | undefined {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (!isLeafType(nullable)) return undefined;
  const write = buildPresentWriter(nullable);
  return isNonNullType(type)
    ? (value) => (value === null || value === undefined ? failPlain() : write(value))
    : (value) => (value === null || value === undefined ? 'null' : write(value));
}

function buildPresentWriter(type: GraphQLScalarType | GraphQLEnumType): LeafWriter {
  const serialize = (value: unknown): string => {
    if (value instanceof Error) return failPlain();
    const serialized: unknown = type.serialize(value);
    if (typeof serialized === 'string') return writeText(serialized);
    return serialized === null || serialized === undefined ? failPlain() : JSON.stringify(serialized);
  };
  switch (type) {
    case GraphQLString:
    case GraphQLID:
      return (value) => (typeof value === 'string' ? writeText(value) : serialize(value));
    case GraphQLInt:
      return (value) => (typeof value === 'number' && (value | 0) === value ? `${value}` : serialize(value));
    case GraphQLFloat:
      return (value) => (Number.isFinite(value) ? `${value as number}` : serialize(value));
    case GraphQLBoolean:
      return (value) => (typeof value === 'boolean' ? `${value}` : serialize(value));
    default:
      return serialize;
  }
}

/** Texts that JSON holds as they are: no quotes, backslashes, control characters, or halves of characters. */
const isPlain = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** Writes a text as JSON; nearly all of them need no more than quotes. */
export function writeText(text: string): string {
  return isPlain.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** @throws NotPlain */
export function failPlain(): never {
  throw new NotPlain('Expected an answer without an error.');
}
