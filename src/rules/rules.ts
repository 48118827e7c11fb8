import type { Filter } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';

/** One way in which a rule is met. */
export type Alternative =
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'anyone' | 'signedIn' }
  | { readonly kind: 'condition'; readonly filter: Filter };

/** A rule is met if any of its alternatives is. Without alternatives it is met by nobody. */
export type Rule = readonly Alternative[];

/** The rules of one field. */
export interface FieldRules {
  readonly read: Rule | undefined;
  readonly update: Rule | undefined;
}

/** The rules of one model. */
export interface ModelRules {
  readonly read: Rule;
  readonly create: Rule;
  readonly update: Rule;
  /** The rule that holds after an update, if it is another one. */
  readonly updated: Rule | undefined;
  readonly delete: Rule;
  /** The rule that readers must meet as well. */
  readonly only: Rule | undefined;
  /** The equalities that bind everybody. */
  readonly within: readonly Filter[];
  readonly fields: ReadonlyMap<Field, FieldRules>;
}

/** The rules of all models. */
export interface Rules {
  readonly of: ReadonlyMap<Model, ModelRules>;
  /** The roles that any rule mentions. */
  readonly roles: ReadonlySet<string>;
}

/** Returns true if a rule grants everything to everybody. */
export function grantsAll(rule: Rule | undefined): boolean {
  return rule === undefined || rule.some(({ kind }) => kind === 'anyone');
}

/** Returns true if rows of the model may be hidden from some viewer. */
export function mayHideRows({ read, only, within }: ModelRules): boolean {
  return !grantsAll(read) || !grantsAll(only) || within.length > 0;
}
