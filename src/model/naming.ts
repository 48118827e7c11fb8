import { camelCase } from 'change-case';
import { pluralize } from 'inflection';
import type { Field, ModelNames, UniqueKey } from './model.ts';

const scalarTypes =
  'ID String Int Float Boolean UnsignedInt BigInt Decimal DateTime Date Time JSON Bytes'.split(' ');

/** Type names that the API keeps for itself, whatever the models are: scalars, their comparisons, and what is there once. */
export const keptTypes: readonly string[] = [
  ...'Query Mutation Subscription Node PageInfo SortOrder CountOrderBy'.split(' '),
  ...scalarTypes.flatMap((name) => [name, `${name}Filter`]),
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

/** What the API derives from a model's type name, and from an enum's. */
const derivedSuffixes = {
  model:
    'Connection Edge Where OrderBy Key Aggregate Min Max Avg Sum RelationFilter ListRelationFilter'.split(
      ' ',
    ),
  enum: ['Filter'],
} as const;

/** Every type name that a model or enum called `name` takes up. */
export function typeNames(kind: keyof typeof derivedSuffixes, name: string): readonly string[] {
  return [name, ...derivedSuffixes[kind].map((suffix) => name + suffix)];
}

/** Words that are their own plural and that the inflector would add an s to. */
const uncountable = /staff$/i;

/**
 * Names of a model in the API: `User` gives `User`, `user`, `users`, `tbl_Setting` gives `tblSetting`; a plural equal to
 * its singular gets `List`.
 */
export function nameModel(type: string): ModelNames {
  const singular = camelCase(type);
  const plural = uncountable.test(singular) ? singular : pluralize(singular);
  return { type, singular, plural: plural === singular ? `${singular}List` : plural };
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

function joinNames(key: UniqueKey): string {
  return key.map(({ name }: Field) => name.charAt(0).toUpperCase() + name.slice(1)).join('And');
}
