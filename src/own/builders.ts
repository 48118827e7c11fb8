import type { OwnContext } from './own-context.ts';
import { OwnDefinition } from './own-definition.ts';
import type { ArgumentsOf, Loose, ModelName, RowOf, ValueOf } from './register.ts';

/** The options that every own field has. */
export interface FieldOptions<Args> {
  readonly description?: string;
  /** The types of the arguments in GraphQL, with their defaults: `{ size: 'Int = 64' }`. */
  readonly args?: Args;
  /** The deadline of a call. Beyond it the field fails, and `signal` is aborted. */
  readonly timeoutMs?: number;
  /** The number of statements that a call may run. */
  readonly statements?: number;
}

/** The types of arguments by name. If none are declared, the code may still read any. */
type ArgumentTypes = Readonly<Record<string, string>>;

type Settled<Value> = Value | PromiseLike<Value>;

/** A list with a value for each row, in their order. An error stands for a value that has failed. */
export type OwnValues<Type extends string> = readonly Settled<ValueOf<Type> | Error>[];

/** A field of a model's rows: its needs, and the code that answers all rows at once. */
export type RowFieldOptions<Row, Type extends string, Need extends keyof Row, Args> = FieldOptions<Args> & {
  /** The columns that the rows have, whether the document shows them or not. */
  readonly needs?: readonly Need[];
} & (
    | {
        readonly load: (
          rows: readonly Pick<Row, Need>[],
          args: ArgumentsOf<Args>,
          context: OwnContext,
        ) => Settled<OwnValues<Type>>;
        readonly worker?: never;
      }
    | {
        /** A module whose default export answers `(rows, args)` in a thread of its own. */
        readonly worker: string | URL;
        readonly load?: never;
      }
  );

/** A field of a model's rows that own SQL answers. */
export type SqlFieldOptions<Row, Need extends keyof Row, Args> = FieldOptions<Args> & {
  readonly needs?: readonly Need[];
  /** A SELECT with `i` of `$keys` in each row. Each `$name` is an argument. */
  readonly sql: string;
};

/** A field of Query or Mutation. */
export interface RootFieldOptions<Type extends string, Args> extends FieldOptions<Args> {
  readonly resolve: (args: ArgumentsOf<Args>, context: OwnContext) => Settled<ValueOf<Type>>;
}

/** Makes the fields of a model. */
export interface ModelBuilder<Row> {
  field<
    const Type extends string,
    const Need extends keyof Row & string = never,
    const Args extends ArgumentTypes = ArgumentTypes,
  >(
    type: Type,
    options: RowFieldOptions<Row, Type, Need, Args>,
  ): OwnDefinition;
  sql<const Need extends keyof Row & string = never, const Args extends ArgumentTypes = ArgumentTypes>(
    type: string,
    options: SqlFieldOptions<Row, Need, Args>,
  ): OwnDefinition;
}

/** Makes the fields of Query or Mutation. */
export interface RootBuilder {
  field<const Type extends string, const Args extends ArgumentTypes = ArgumentTypes>(
    type: Type,
    options: RootFieldOptions<Type, Args>,
  ): OwnDefinition;
}

/** The options of any field, where no models are registered. */
export interface LooseFieldOptions extends FieldOptions<ArgumentTypes> {
  readonly needs?: readonly string[];
  readonly load?: (rows: Loose[], args: Loose, context: OwnContext) => unknown;
  readonly worker?: string | URL;
  readonly resolve?: (args: Loose, context: OwnContext) => unknown;
}

/** Makes any field, where no models are registered. */
export interface LooseBuilder {
  field(type: string, options: LooseFieldOptions): OwnDefinition;
  sql(type: string, options: SqlFieldOptions<Loose, string, ArgumentTypes>): OwnDefinition;
}

type Fields<Builder> = (builder: Builder) => Readonly<Record<string, OwnDefinition>>;

/** The own fields of models, of Query and of Mutation. */
export type Extend = string extends ModelName
  ? Readonly<Record<string, Fields<LooseBuilder>>>
  : { readonly [Name in ModelName]?: Fields<ModelBuilder<RowOf<Name>>> } & {
      readonly Query?: Fields<RootBuilder>;
      readonly Mutation?: Fields<RootBuilder>;
    };

/** The user's own types and fields. */
export type OwnOptions = {
  /** Types in GraphQL, which own fields may answer. */
  readonly types?: string;
  readonly extend?: Extend;
  /**
   * Builds the user's own Prisma client: `(adapter) => new PrismaClient({ adapter })`. Own code finds it in
   * `context.prisma`, on the connections of the gateway.
   */
  readonly prisma?: (adapter: Loose) => Loose;
  /** The folder that the paths of workers are relative to. The working directory by default. */
  readonly folder?: string;
};

/** The builder that all functions of `extend` get. What they define is checked later. */
export const anyBuilder: LooseBuilder = {
  field: (type, options) => new OwnDefinition('field', type, options),
  sql: (type, options) => new OwnDefinition('sql', type, options),
};
