import { GraphQLError, type GraphQLSchema, isInputObjectType } from 'graphql';

/**
 * Tells in a sentence how something is written that an input does not take: a value that is no object, or a field of that
 * name. It names nothing of the schema but what every schema has, so that it is for production too.
 */
export type Hint = (unknownField: string | undefined) => string | undefined;

/** The extensions of an input whose refusals end with a hint. */
export interface HintExtensions {
  readonly hint: Hint;
}

/** Hints at the object around a value that is compared, which Prisma's client takes without one. */
export const comparisonHint: Hint = (unknownField) => {
  if (unknownField === undefined) return 'Write { equals: … } to compare it with a value.';
  return unknownField === 'mode'
    ? 'Omit it: text compares as the collation of its column does, which often ignores case.'
    : undefined;
};

/** Hints at the object around a number that is updated, which Prisma's client takes without one. */
export const numberUpdateHint: Hint = (unknownField) =>
  unknownField === undefined ? 'Write { set: … } to give the field this value.' : undefined;

/** Hints at what stands between a relation to one row and conditions on it. */
export const relationHint: Hint = () => 'Write { is: { … } } for conditions on the related row.';

/** Hints at what stands between a relation to many rows and conditions on them. */
export const listRelationHint: Hint = (unknownField) =>
  unknownField === '_count'
    ? 'Write { count: { … } } for conditions on the number of related rows.'
    : 'Write { some: { … } }, { every: { … } } or { none: { … } } for conditions on the related rows.';

/** Hints at what stands between a relation and the row that it shall lead to. */
export const referenceHint: Hint = () => 'Write { connect: { … } } to refer to a row by its key.';

/** Ends the message of an error with the hint of the input that it is about, if that has one. */
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

/** As graphql-js words it for a value in the document, and for one in a variable. */
const wantedPattern = /(?:^Expected value of type|; Expected type) "(\w+)"/;
const unknownPattern = /Field "(\w+)" is not defined by type "(\w+)"/;
