import { BadUserInputError } from '../errors.ts';
import { buildKey, type Key } from '../model/load.ts';
import type { Model, Models, UniqueKey } from '../model/model.ts';
import { readFieldValue, wantedFieldValue } from '../model/read-value.ts';
import { readNodeId } from './node-id.ts';
import type { PageLimits } from './read-page.ts';

/** A row that an argument names. */
export interface NamedRow {
  readonly model: Model;
  readonly key: Key;
}

/**
 * Reads the key of a lookup, whose fields are arguments or a part of them.
 * @throws BadUserInputError naming them.
 */
export function readKeyArguments(key: UniqueKey, given: Readonly<Record<string, unknown>>, path = ''): Key {
  return buildKey(
    key.map((field) => {
      const value = readFieldValue(field, given[field.name]);
      if (value !== undefined) return value;
      const argument = path === '' ? field.name : key.length === 1 ? path : `${path}.${field.name}`;
      const expected = wantedFieldValue(field);
      throw new BadUserInputError(
        `Argument "${argument}": expected ${expected}, got ${JSON.stringify(given[field.name])}.`,
      );
    }),
  );
}

/**
 * Reads the keys of a list of lookups.
 * @throws BadUserInputError naming the argument.
 */
export function readKeysArgument(
  key: UniqueKey,
  { ids }: Readonly<Record<string, unknown>>,
  { pageSizeMax }: PageLimits,
): readonly Key[] {
  const [only] = key;
  return readList(ids, 'ids', pageSizeMax).map((id, index) =>
    readKeyArguments(key, key.length === 1 && only ? { [only.name]: id } : Object(id), `ids[${index}]`),
  );
}

/**
 * Reads the row in a `nodeId` argument.
 * @throws BadUserInputError if no row can have it.
 */
export function readNodeArgument(
  models: Models,
  { nodeId }: Readonly<Record<string, unknown>>,
): readonly NamedRow[] {
  return [readNodeId(models, 'nodeId', String(nodeId))];
}

/**
 * Reads the rows in a `nodeIds` argument, in the order given.
 * @throws BadUserInputError naming the one that no row can have.
 */
export function readNodesArgument(
  models: Models,
  { nodeIds }: Readonly<Record<string, unknown>>,
  { pageSizeMax }: PageLimits,
): readonly NamedRow[] {
  return readList(nodeIds, 'nodeIds', pageSizeMax).map((nodeId, index) =>
    readNodeId(models, `nodeIds[${index}]`, String(nodeId)),
  );
}

function readList(given: unknown, argument: string, most: number): readonly unknown[] {
  if (Array.isArray(given) && given.length <= most) return given;
  const got = Array.isArray(given) ? given.length : JSON.stringify(given);
  throw new BadUserInputError(`Argument "${argument}": expected a list of at most ${most}, got ${got}.`);
}
