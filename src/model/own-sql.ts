import type { Field, Model } from './model.ts';

/** A piece of own SQL: text, the table of keys, or the value of an argument. */
export type OwnSqlPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'keys' }
  | { readonly kind: 'argument'; readonly name: string };

/** The part of a field that says how its values are decoded and encoded. */
export type OwnSqlType = Pick<Field, 'name' | 'type' | 'enumeration' | 'isId' | 'nativeType'>;

/** The values that own SQL reads: keys of a model, or one value per row. */
export type OwnSqlAnswer =
  { readonly kind: 'keys'; readonly model: Model } | { readonly kind: 'value'; readonly type: OwnSqlType };

/** A user's SELECT, which answers all rows of a level in one statement. */
export interface OwnSql {
  /** The field that it answers: `User.latestPost`. Unique within a gateway. */
  readonly label: string;
  readonly pieces: readonly OwnSqlPiece[];
  /** The types of its arguments by name. */
  readonly arguments: ReadonlyMap<string, OwnSqlType>;
  readonly answer: OwnSqlAnswer;
}
