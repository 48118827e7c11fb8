import { camelCase } from 'change-case';
import { pluralize } from 'inflection';
import type { Field, ModelNames, UniqueKey } from './model.ts';

/** Type names that the API keeps for itself, whatever the models are. */
const reservedTypes = new Set(
  (
    'Query Mutation Subscription Node PageInfo SortOrder ID String Int Float Boolean ' +
    'UnsignedInt BigInt Decimal DateTime Date Time JSON Bytes'
  ).split(' '),
);

/** Field names that every type with a key has of its own. */
const reservedFields = new Set(['nodeId']);

/** Words that are their own plural and that the inflector would add an s to. */
const uncountable = /staff$/i;

/** What the API derives from a model's type name; a model of such a name would collide with it. */
const derivedSuffixes = ['Connection', 'Edge', 'Where', 'OrderBy', 'Key'];

/**
 * Names of a model in the API: `User` gives `User`, `user`, `users`; a plural equal to its singular gets `List`; a
 * type name that the API needs itself gets `Record`.
 */
export function nameModel(name: string, allNames: ReadonlySet<string>): ModelNames {
  const derived = derivedSuffixes.some(
    (suffix) => name.endsWith(suffix) && allNames.has(name.slice(0, -suffix.length)),
  );
  const type = reservedTypes.has(name) || derived ? `${name}Record` : name;
  const singular = camelCase(name);
  const plural = uncountable.test(singular) ? singular : pluralize(singular);
  return { type, singular, plural: plural === singular ? `${singular}List` : plural };
}

/** Name of a field in the API: its own, or `<name>Field` where the API needs that name itself. */
export function nameField(name: string): string {
  return reservedFields.has(name) ? `${name}Field` : name;
}

/** `userByEmail`, `membershipByUserIdAndTeamId`: the lookup by a further unique key. */
export function nameLookup(names: ModelNames, key: UniqueKey): string {
  return `${names.singular}By${joinNames(key)}`;
}

/** `usersById`: the lookup of many rows by their primary keys. */
export function nameListLookup(names: ModelNames): string {
  return `${names.plural}ById`;
}

function joinNames(key: UniqueKey): string {
  return key.map(({ name }: Field) => name.charAt(0).toUpperCase() + name.slice(1)).join('And');
}
