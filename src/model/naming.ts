import { camelCase } from 'change-case';
import { pluralize } from 'inflection';
import type { Field, Model, ModelNames, UniqueKey } from './model.ts';

const scalarTypes =
  'ID String Int Float Boolean UnsignedInt BigInt Decimal DateTime Date Time JSON Bytes'.split(' ');

/** The types of numbers that an update can count up or down. */
const updatedNumbers = ['Int', 'UnsignedInt', 'BigInt', 'Float', 'Decimal'] as const;

/** Type names that the API keeps for itself, whatever the models are: roots, scalars, and what Relay's clients look for. */
export const keptTypes: readonly string[] = [
  ...'Query Mutation Subscription Node PageInfo'.split(' '),
  ...scalarTypes,
];

/** Helper types that are there once. Each has another name where a model or enum is called so. */
export const helperTypes: readonly string[] = [
  ...'SortOrder CountOrderBy CountFilter TextIDFilter BatchPayload'.split(' '),
  ...scalarTypes.map((name) => `${name}Filter`),
  ...updatedNumbers.map(nameNumberUpdate),
];

/** Root fields that the API keeps for itself. */
export const keptRootFields: readonly string[] = ['node', 'nodes'];

/**
 * Names that no field of a model can have: every row has the first, every `where` the next, and every object of JavaScript
 * the others, where graphql-js would find them in a variable that nobody has given them in.
 */
export const keptFields: readonly string[] = [
  'nodeId',
  'AND',
  'OR',
  'NOT',
  ...Object.getOwnPropertyNames(Object.prototype).filter((name) => !name.startsWith('__')),
];

/** Values that no GraphQL enum can have. */
export const keptValues: readonly string[] = ['true', 'false', 'null'];

/** Ends the names of the helper types of a model, and of an enum. */
const helperSuffixes = {
  model:
    'Connection Edge Where ScalarWhere OrderBy Key Aggregate Min Max Avg Sum RelationFilter ListRelationFilter Unique CreateInput CreateManyInput UpdateInput UpdateManyInput'.split(
      ' ',
    ),
  enum: ['Filter'],
} as const;

/** Names the helper types of a model or enum whose names begin with `stem`. */
export function helperNames(kind: keyof typeof helperSuffixes, stem: string): readonly string[] {
  return helperSuffixes[kind].map((suffix) => stem + suffix);
}

/** What the inputs of rows that hang on a relation are called, around the name that the relation gives them. */
const nestedInputNames = {
  nestedCreateOne: ['CreateNestedOneWithout', 'Input'],
  nestedCreateMany: ['CreateNestedManyWithout', 'Input'],
  nestedUpdateOne: ['UpdateOneWithout', 'NestedInput'],
  nestedUpdateMany: ['UpdateManyWithout', 'NestedInput'],
  create: ['CreateWithout', 'Input'],
  createMany: ['CreateManyWithout', 'Input'],
  createManyEnvelope: ['CreateMany', 'InputEnvelope'],
  connectOrCreate: ['CreateOrConnectWithout', 'Input'],
  update: ['UpdateWithout', 'Input'],
  updateMany: ['UpdateManyWithout', 'Input'],
  updateUnique: ['UpdateWithWhereUniqueWithout', 'Input'],
  updateWhere: ['UpdateManyWithWhereWithout', 'Input'],
  upsert: ['UpsertWithout', 'Input'],
  upsertUnique: ['UpsertWithWhereUniqueWithout', 'Input'],
} as const;

/** `PostCreateWithoutAuthorInput`: an input of rows that hang on a relation, by Prisma's name for it. */
export function nameNestedInput(
  kind: keyof typeof nestedInputNames,
  stem: string,
  { inputName }: { readonly inputName: string },
): string {
  const [before, behind] = nestedInputNames[kind];
  return `${stem}${before}${inputName}${behind}`;
}

/** Every type name that the inputs of rows which hang on a relation take up. */
export function nestedTypeNames(stem: string, inputName: string): readonly string[] {
  return Object.values(nestedInputNames).map(([before, behind]) => `${stem}${before}${inputName}${behind}`);
}

/** Words that are their own plural and that the inflector would add an s to. */
const uncountable = /staff$/i;

/**
 * Names of a model in the API: `User` gives `User`, `user`, `users`, `tbl_Setting` gives `tblSetting`; a plural equal to
 * its singular gets `List`.
 */
export function nameModel(type: string, stem: string = type): ModelNames {
  const singular = camelCase(type);
  const plural = uncountable.test(singular) ? singular : pluralize(singular);
  return { type, stem, singular, plural: plural === singular ? `${singular}List` : plural };
}

/** `userByEmail`, `membershipByUserIdAndTeamId`: the lookup by a further unique key. */
export function nameLookup(names: ModelNames, key: UniqueKey): string {
  return `${names.singular}By${joinNames(key)}`;
}

/** `usersById`: the lookup of many rows by their primary keys. */
export function nameListLookup(names: ModelNames): string {
  return `${names.plural}ById`;
}

/** Every root field that a model of these names takes up. */
export function rootFieldNames(names: ModelNames, uniqueKeys: readonly UniqueKey[]): readonly string[] {
  const lookups = uniqueKeys.map((key) => nameLookup(names, key));
  return [names.singular, names.plural, nameListLookup(names), ...lookups];
}

/** `IntUpdate`: what an update can do to a number. */
export function nameNumberUpdate(type: string): string {
  return `${type}Update`;
}

/** `UserIdAndTeamIdKey` behind the stem: the input of a further key of several fields. */
export function nameKeyInput({ stem }: Pick<ModelNames, 'stem'>, key: UniqueKey): string {
  return `${stem}${joinNames(key)}Key`;
}

/** `userId_teamId`: a key of several fields, where one of a model's keys is chosen. */
export function nameKey(key: UniqueKey): string {
  return key.map(({ name }) => name).join('_');
}

/** The fields of Mutation that write one row, or many. */
export interface WriteNames {
  readonly create: string;
  readonly createMany: string;
  readonly updateMany: string;
  readonly upsert: string;
  readonly deleteMany: string;
}

/** `createUser`, `createUsers` and so on: no two models share one, since they share none of what is behind the verb. */
export function nameWrites({ singular, plural }: ModelNames): WriteNames {
  const [one, many] = [capitalize(singular), capitalize(plural)];
  return {
    create: `create${one}`,
    createMany: `create${many}`,
    updateMany: `update${many}`,
    upsert: `upsert${one}`,
    deleteMany: `delete${many}`,
  };
}

/** `updateUser` by the primary key, `updateUserByEmail` by another one. */
export function nameRowWrite(
  verb: 'update' | 'delete',
  { names, primaryKey }: Model,
  key: UniqueKey,
): string {
  return `${verb}${capitalize(key === primaryKey ? names.singular : nameLookup(names, key))}`;
}

function joinNames(key: UniqueKey): string {
  return key.map(({ name }: Field) => capitalize(name)).join('And');
}

/** `author` becomes `Author`, within a longer name. */
export function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `an Order`, `a User`: a type's name within a sentence. */
export function withArticle(type: string): string {
  const isVowel =
    /^(?:[AEIOaeio]|[Uu](?!ni|s[ae]|til|[A-Z])|[Hh](?:our|eir|onest|onou?r)|[FHLMNRSX][A-Z])/.test(type) &&
    !/^(?:[Ee]u|[Oo]ne)/.test(type);
  return `${isVowel ? 'an' : 'a'} ${type}`;
}
