/**
 * The types of the user's own models. A generated file adds to it by module augmentation:
 * `interface Register { models: { User: { row: …; key: … } }; viewer: …; prisma: … }`.
 */
export interface Register {} // eslint-disable-line typescript/no-empty-object-type -- augmented by the user

/** Anything, where nothing is registered. */
export type Loose = any; // eslint-disable-line typescript/no-explicit-any -- unknown would be of no use there

/** A part of the registered types, or `Fallback` if the part is not registered. */
export type Registered<Part extends string, Fallback> = Register extends {
  readonly [Name in Part]: infer Found;
}
  ? Found
  : Fallback;

/** A model: its rows with all columns, and its key. */
export interface RegisteredModel {
  readonly row: object;
  readonly key: unknown;
}

type Models = Registered<
  'models',
  { readonly [Name in string]: { readonly row: Loose; readonly key: Loose } }
>;

/** The name of a model. */
export type ModelName = Extract<keyof Models, string>;

/** A row of a model with all of its columns, in the form of the API. */
export type RowOf<Name extends string> = Name extends keyof Models
  ? Models[Name] extends { readonly row: infer Row }
    ? Row
    : never
  : never;

/** The key of a model: a value, or an object with a value for each field of a composite key. */
export type KeyOf<Name extends string> = Name extends keyof Models
  ? Models[Name] extends { readonly key: infer Key }
    ? Key
    : never
  : never;

/** The viewer of a request. */
export type OwnViewer = Registered<'viewer', Loose>;

/** The user's own Prisma client. */
export type OwnPrisma = Registered<'prisma', Loose>;

/** The scalars of the API, in wire form. */
interface Scalars {
  readonly String: string;
  readonly ID: string | number | bigint;
  readonly Int: number;
  readonly UnsignedInt: number;
  readonly Float: number;
  readonly Boolean: boolean;
  readonly BigInt: string;
  readonly Decimal: string;
  readonly DateTime: string;
  readonly Date: string;
  readonly Time: string;
  readonly Bytes: string;
  readonly JSON: unknown;
}

/** The value of a named type: a scalar, the key of a model, or a type of the user's own. */
type NamedValue<Name extends string> = Name extends keyof Scalars
  ? Scalars[Name]
  : Name extends ModelName
    ? KeyOf<Name>
    : Name extends keyof Registered<'types', object>
      ? Registered<'types', object>[Name]
      : Loose;

/** The value of a type in the notation of GraphQL, such as `[Avatar!]!`. Items may be errors. */
export type ValueOf<Type extends string> = string extends Type
  ? Loose
  : Type extends `${infer Inner}!`
    ? PresentValueOf<Inner>
    : PresentValueOf<Type> | null | undefined;

type PresentValueOf<Type extends string> = Type extends `[${infer Item}]`
  ? Iterable<ValueOf<Item> | Error>
  : NamedValue<Type>;

/** The value of an argument, such as `Int = 64`. */
export type ArgumentOf<Type extends string> = string extends Type
  ? Loose
  : Type extends `${infer Inner} =${string}`
    ? ArgumentOf<Inner>
    : Type extends `${infer Inner}=${string}`
      ? ArgumentOf<Inner>
      : Type extends `${infer Inner}!`
        ? PresentArgumentOf<Inner>
        : PresentArgumentOf<Type> | null | undefined;

type PresentArgumentOf<Type extends string> = Type extends `[${infer Item}]`
  ? readonly ArgumentOf<Item>[]
  : Type extends 'ID'
    ? string
    : Type extends keyof Scalars
      ? Scalars[Type]
      : Loose;

/** The values of all arguments. */
export type ArgumentsOf<Types> = {
  readonly [Name in keyof Types]: Types[Name] extends string ? ArgumentOf<Types[Name]> : Loose;
};
