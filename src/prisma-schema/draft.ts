import type { Enumeration, Field, Model, Relation } from '../model/model.ts';

type Writable<T> = { -readonly [Property in keyof T]: T[Property] };

/** A model while it is put together: relations need the other models, so they come last. */
export interface Draft extends Omit<Writable<Model>, 'relations'> {
  relations: readonly DraftRelation[];
}
/** A relation whose other side is not known yet. */
export type DraftRelation = Writable<Relation>;
/** A field of a draft. */
export type DraftField = Writable<Field>;
/** An enum whose name in the API is not known yet. */
export type DraftEnumeration = Writable<Enumeration>;

/** What is told of a schema while it is read. */
export interface Findings {
  /** What is left out or renamed: the gateway starts, and says so. */
  readonly warnings: string[];
  /** What has to be put right before it starts. */
  readonly faults: string[];
}
