import {
  GraphQLBoolean,
  GraphQLError,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLScalarType,
  GraphQLString,
  Kind,
  valueFromASTUntyped,
  type ValueNode,
} from 'graphql';
import type { Field, FieldType } from '../model/model.ts';
import { readValue, wanted } from '../model/read-value.ts';
import { readJsonLiteral } from './read-json-literal.ts';

/** The descriptions of the custom scalars. */
const descriptions = {
  UnsignedInt: 'A whole number from 0 to 4,294,967,295.',
  BigInt: 'A 64-bit whole number, as a string so that it stays exact.',
  Decimal: 'A decimal number with the scale of its column, as a string so that it stays exact.',
  DateTime:
    'A UTC date and time as in RFC 3339: `2026-11-22T13:45:00Z`, with the fraction digits of its column.',
  Date: 'A calendar date: `2026-11-22`.',
  Time: 'A time of day: `13:45:00`, with the fraction digits of its column.',
  Bytes: 'Binary data in base64.',
} as const;

/**
 * The public specification of each scalar, under https://scalars.graphql.org. BigInt and Decimal have
 * none, since the ones there are not strings, and only strings are exact in every client.
 */
const specifications: Readonly<Partial<Record<FieldType, string>>> = {
  UnsignedInt: 'chillicream/unsigned-int',
  DateTime: 'chillicream/date-time',
  Date: 'chillicream/local-date',
  Time: 'chillicream/local-time',
  Json: 'chillicream/json',
  Bytes: 'chillicream/base64-string',
};

function specifiedBy(type: FieldType): { readonly specifiedByURL?: string } {
  const page = specifications[type];
  return page === undefined ? {} : { specifiedByURL: `https://scalars.graphql.org/${page}.html` };
}

/** Returns the value, which the loaders have put into wire form. Throws it if it is an error. */
function writeAsIs(value: unknown): unknown {
  if (value instanceof Error) throw value;
  return value;
}

function buildScalar(type: keyof typeof descriptions): GraphQLScalarType {
  const read = (given: unknown, node?: ValueNode): unknown => {
    const value = readValue(type, given);
    if (value !== undefined) return value;
    const message = `${type}: expected ${wanted[type]}, got ${JSON.stringify(given)}`;
    throw new GraphQLError(message, node && { nodes: node });
  };
  return new GraphQLScalarType({
    name: type,
    description: descriptions[type],
    ...specifiedBy(type),
    serialize: writeAsIs,
    parseValue: (given) => read(given),
    parseLiteral: (node) => {
      // The digits of the number as written, so that a BigInt or Decimal is not rounded.
      const isDigits = (node.kind === Kind.INT || node.kind === Kind.FLOAT) && type !== 'UnsignedInt';
      return read(isDigits ? node.value : valueFromASTUntyped(node), node);
    },
  });
}

/**
 * The `ID` of the specification, except for numbers in variables beyond 2^53 − 1. JSON has rounded those,
 * so they would name another row. A number in the document keeps its digits.
 */
export const idScalar = new GraphQLScalarType({
  ...GraphQLID.toConfig(),
  parseValue: (given) => {
    if (typeof given !== 'number' || Number.isSafeInteger(given)) return GraphQLID.parseValue(given);
    throw new GraphQLError(
      `ID: expected a string, or a whole number from ${Number.MIN_SAFE_INTEGER} to ${Number.MAX_SAFE_INTEGER}, got ${given}`,
    );
  },
});

const json = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value.',
  ...specifiedBy('Json'),
  serialize: writeAsIs,
  parseValue: (value) => value,
  parseLiteral: readJsonLiteral,
});

const scalars: Readonly<Record<Exclude<FieldType, 'Enum'>, GraphQLScalarType>> = {
  String: GraphQLString,
  Int: GraphQLInt,
  UnsignedInt: buildScalar('UnsignedInt'),
  BigInt: buildScalar('BigInt'),
  Float: GraphQLFloat,
  Decimal: buildScalar('Decimal'),
  Boolean: GraphQLBoolean,
  DateTime: buildScalar('DateTime'),
  Date: buildScalar('Date'),
  Time: buildScalar('Time'),
  Json: json,
  Bytes: buildScalar('Bytes'),
};

/** All scalars of the API. A schema has only those that it uses. */
export const allScalars: readonly GraphQLScalarType[] = [...Object.values(scalars), idScalar];

/** Returns the scalar of a field that is not an enum: `ID` for keys and references to them. */
export function scalarOf(field: Field): GraphQLScalarType {
  if (field.isId) return idScalar;
  if (field.type === 'Enum') throw new Error(`Expected a scalar, but ${field.name} is an enum.`);
  return scalarOfType(field.type);
}

/** Returns the scalar of a type. */
export function scalarOfType(type: Exclude<FieldType, 'Enum'>): GraphQLScalarType {
  return scalars[type];
}
