import { BadUserInputError } from '../errors.ts';
import { buildKey, type Key } from '../model/load.ts';
import type { Model, Models } from '../model/model.ts';
import { readFieldValue, type PresentValue } from '../model/read-value.ts';

/**
 * Writes the id of a row among the rows of all models. Clients must not parse it, and it changes only
 * with the key. Throws the error of a key value that cannot be shown.
 */
export function writeNodeId(model: Model, values: readonly unknown[]): string {
  const bad = values.find((value) => value instanceof Error);
  if (bad) throw bad;
  return Buffer.from(JSON.stringify([model.names.type, ...values])).toString('base64url');
}

/**
 * Reads the model and the key of a `nodeId`.
 * @throws BadUserInputError if no row can have it.
 */
export function readNodeId(
  models: Models,
  argument: string,
  nodeId: string,
): { readonly model: Model; readonly key: Key } {
  const [type, ...values] = readParts(nodeId);
  const model = models.all.find(({ names }) => names.type === type);
  const read = model?.key.map((field, index) => readFieldValue(field, values[index]));
  if (
    model === undefined ||
    read === undefined ||
    !read.every((value): value is PresentValue => value !== undefined) ||
    writeNodeId(model, read) !== nodeId
  ) {
    throw new BadUserInputError(
      `Argument "${argument}": expected the nodeId of a row, got ${JSON.stringify(nodeId)}.`,
    );
  }
  return { model, key: buildKey(read) };
}

/** Reads the name of the type in a `nodeId`, if there is one. */
export function readNodeType(nodeId: string): unknown {
  return readParts(nodeId)[0];
}

function readParts(nodeId: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(nodeId, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
