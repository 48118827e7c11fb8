import { camelCase } from 'change-case';
import { pluralize } from 'inflection';
import type { Field, Model, ModelNames, UniqueKey } from './model.ts';

const scalarTypes =
  'ID String Int Float Boolean UnsignedInt BigInt Decimal DateTime Date Time JSON Bytes'.split(' ');

/** The types of numbers that an update can increment. */
const updatedNumbers = ['Int', 'UnsignedInt', 'BigInt', 'Float', 'Decimal'] as const;

/** Type names that the API reserves: root types, scalars, and the types that Relay's clients need. */
export const keptTypes: readonly string[] = [
  ...'Query Mutation Subscription Node PageInfo'.split(' '),
  ...scalarTypes,
];

/** Helper types that exist once. They get another name if a model or enum has theirs. */
export const helperTypes: readonly string[] = [
  ...'SortOrder CountOrderBy CountFilter TextIDFilter BatchPayload'.split(' '),
  ...scalarTypes.map((name) => `${name}Filter`),
  ...updatedNumbers.map(nameNumberUpdate),
];

/** Root fields that the API reserves. */
export const keptRootFields: readonly string[] = ['node', 'nodes'];

/**
 * Names that no field of a model can have. Every row has the first, and every `where` the next. The
 * others are properties of every object in JavaScript, which graphql-js would mistake for given
 * variables.
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

/** The endings of the helper types of a model, and of an enum. */
const helperSuffixes = {
  model:
    'Connection Edge Where ScalarWhere OrderBy Key Aggregate Min Max Avg Sum RelationFilter ListRelationFilter Unique CreateInput CreateManyInput UpdateInput UpdateManyInput'.split(
      ' ',
    ),
  enum: ['Filter'],
} as const;

/** Names the helper types of a model or enum whose stem is `stem`. */
export function helperNames(kind: keyof typeof helperSuffixes, stem: string): readonly string[] {
  return helperSuffixes[kind].map((suffix) => stem + suffix);
}

/** The parts of the names of nested inputs, around the name of their relation. */
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

/** Names an input of a relation's rows as Prisma does: `PostCreateWithoutAuthorInput`. */
export function nameNestedInput(
  kind: keyof typeof nestedInputNames,
  stem: string,
  { inputName }: { readonly inputName: string },
): string {
  const [before, behind] = nestedInputNames[kind];
  return `${stem}${before}${inputName}${behind}`;
}

/** Lists all type names that the inputs of a relation's rows take. */
export function nestedTypeNames(stem: string, inputName: string): readonly string[] {
  return Object.values(nestedInputNames).map(([before, behind]) => `${stem}${before}${inputName}${behind}`);
}

/** Words without a plural form, for which the inflector would add an s. */
const uncountable = /staff$/i;

/**
 * Names a model in the API. `User` gives `User`, `user` and `users`, and `tbl_Setting` gives
 * `tblSetting`. A plural that equals its singular gets the ending `List`.
 */
export function nameModel(type: string, stem: string = type): ModelNames {
  const singular = camelCase(type);
  const plural = uncountable.test(singular) ? singular : pluralize(singular);
  return { type, stem, singular, plural: plural === singular ? `${singular}List` : plural };
}

/** Names the lookup by another unique key: `userByEmail`, `membershipByUserIdAndTeamId`. */
export function nameLookup(names: ModelNames, key: UniqueKey): string {
  return `${names.singular}By${joinNames(key)}`;
}

/** Names the lookup of many rows by their primary keys: `usersById`. */
export function nameListLookup(names: ModelNames): string {
  return `${names.plural}ById`;
}

/** Lists all root fields that a model with these names takes. */
export function rootFieldNames(names: ModelNames, uniqueKeys: readonly UniqueKey[]): readonly string[] {
  const lookups = uniqueKeys.map((key) => nameLookup(names, key));
  return [names.singular, names.plural, nameListLookup(names), ...lookups];
}

/** Names the input that changes a number: `IntUpdate`. */
export function nameNumberUpdate(type: string): string {
  return `${type}Update`;
}

/** Names the input of another key of several fields: the stem and `UserIdAndTeamIdKey`. */
export function nameKeyInput({ stem }: Pick<ModelNames, 'stem'>, key: UniqueKey): string {
  return `${stem}${joinNames(key)}Key`;
}

/** Names a key of several fields in the input that selects one of a model's keys: `userId_teamId`. */
export function nameKey(key: UniqueKey): string {
  return key.map(({ name }) => name).join('_');
}

/** The fields of Mutation that write rows of a model. */
export interface WriteNames {
  readonly create: string;
  readonly createMany: string;
  readonly updateMany: string;
  readonly upsert: string;
  readonly deleteMany: string;
}

/**
 * Names the fields of Mutation for a model: `createUser`, `createUsers` and so on. They are unique, since
 * the part after the verb is.
 */
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

/** Names the write of one row: `updateUser` by the primary key, `updateUserByEmail` by another one. */
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

/** Capitalizes a name within a longer one: `author` becomes `Author`. */
export function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Adds an article to a type's name within a sentence: `an Order`, `a User`. */
export function withArticle(type: string): string {
  const isVowel =
    /^(?:[AEIOaeio]|[Uu](?!ni|s[ae]|til|[A-Z])|[Hh](?:our|eir|onest|onou?r)|[FHLMNRSX][A-Z])/.test(type) &&
    !/^(?:[Ee]u|[Oo]ne)/.test(type);
  return `${isVowel ? 'an' : 'a'} ${type}`;
}
