import type { GraphQLField } from 'graphql';

/**
 * What a field loads: a row, the page or the figures of the connection it is a field of, or a row of each model that its
 * ids name. A field that says nothing loads nothing.
 */
export type FieldLoad = (typeof kinds)[number];

const kinds = ['row', 'page', 'figures', 'nodes'] as const;

/** The part of a field's definition that says what it loads, so that a document's statements can be counted. */
export function loading(load: FieldLoad): { readonly extensions: { readonly load: FieldLoad } } {
  return { extensions: { load } };
}

/** What the field says that it loads. */
export function readFieldLoad({ extensions }: GraphQLField<unknown, unknown>): FieldLoad | undefined {
  return kinds.find((kind) => kind === extensions['load']);
}
