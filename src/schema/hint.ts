import { GraphQLError, type GraphQLSchema, isInputObjectType } from 'graphql';

/**
 * Returns a sentence that shows the supported form of a refused input, or undefined. The argument is the
 * unknown field, or undefined if the value is not an object. The sentence reveals nothing of the schema,
 * so production shows it too.
 */
export type Hint = (unknownField: string | undefined) => string | undefined;

/** The extensions of an input whose errors end with a hint. */
export interface HintExtensions {
  readonly hint: Hint;
}

/** Suggests the object around a compared value, which Prisma's client does not need. */
export const comparisonHint: Hint = (unknownField) => {
  if (unknownField === undefined) return 'Write { equals: … } to compare it with a value.';
  return unknownField === 'mode'
    ? 'Omit it: the collation of the column decides how text compares, and most collations ignore case.'
    : undefined;
};

/** Suggests the object around a number in an update, which Prisma's client takes without one. */
export const numberUpdateHint: Hint = (unknownField) =>
  unknownField === undefined ? 'Write { set: … } to give the field this value.' : undefined;

/** Suggests `is` around conditions on a related row. */
export const relationHint: Hint = () => 'Write { is: { … } } for conditions on the related row.';

/** Suggests `some`, `every`, `none` or `count` around conditions on related rows. */
export const listRelationHint: Hint = (unknownField) =>
  unknownField === '_count'
    ? 'Write { count: { … } } for conditions on the number of related rows.'
    : 'Write { some: { … } }, { every: { … } } or { none: { … } } for conditions on the related rows.';

/** Suggests `connect` around the key of a row to link. */
export const referenceHint: Hint = () => 'Write { connect: { … } } to refer to a row by its key.';

/** Appends the hint of the input that an error is about, if it has one. */
export function addHint(schema: GraphQLSchema, error: GraphQLError): GraphQLError {
  const { message, nodes = null, path = null, originalError = null, extensions } = error;
  const [, wanted] = wantedPattern.exec(message) ?? [];
  const [, unknownField, owner] = unknownPattern.exec(message) ?? [];
  const type = schema.getType(owner ?? wanted ?? '');
  const { hint } = isInputObjectType(type) ? (type.extensions as Partial<HintExtensions>) : {}; // its builder's
  const sentence = hint?.(unknownField);
  if (sentence === undefined) return error;
  const options = { nodes, path, originalError, extensions };
  return new GraphQLError(`${message.replace(/\.?$/, '.')} ${sentence}`, options);
}

/** The wording of graphql-js for a value in the document, and for one in a variable. */
const wantedPattern = /(?:^Expected value of type|; Expected type) "(\w+)"/;
const unknownPattern = /Field "(\w+)" is not defined by type "(\w+)"/;
