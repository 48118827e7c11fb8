import type { GraphQLField } from 'graphql';
import type { Model, Relation, UniqueKey } from '../model/model.ts';

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

/** Where the rows of a field come from: a lookup by a key or by several, the list of a model, or a relation. */
export type FieldSource =
  | { readonly kind: 'lookup' | 'lookups'; readonly model: Model; readonly key: UniqueKey }
  | { readonly kind: 'list'; readonly model: Model }
  | { readonly kind: 'relation'; readonly relation: Relation };

/** The part of a field's definition that says where its rows come from, and what it loads by itself. */
export function sourced(
  source: FieldSource,
  load?: FieldLoad,
): { readonly extensions: { readonly source: FieldSource; readonly load: FieldLoad | undefined } } {
  return { extensions: { source, load } };
}

/** Where the field says that its rows come from. */
export function readFieldSource({ extensions }: GraphQLField<unknown, unknown>): FieldSource | undefined {
  return extensions['source'] as FieldSource | undefined; // nobody else puts one there
}
