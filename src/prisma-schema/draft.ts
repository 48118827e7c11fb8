import type { Enumeration, Field, Model, Relation } from '../model/model.ts';

type Writable<T> = { -readonly [Property in keyof T]: T[Property] };

/** A model under construction. Its relations come last, since they need the other models. */
export interface Draft extends Omit<Writable<Model>, 'relations'> {
  relations: readonly DraftRelation[];
}
/** A relation whose opposite is not known yet. */
export type DraftRelation = Writable<Relation>;
/** A field of a draft. */
export type DraftField = Writable<Field>;
/** An enum whose name in the API is not known yet. */
export type DraftEnumeration = Writable<Enumeration>;

/** The messages about a schema. */
export interface Findings {
  /** Parts that are left out or renamed. The gateway logs them at start. */
  readonly warnings: string[];
  /** Faults that keep the gateway from starting. */
  readonly faults: string[];
}
