import type { DataModelModel } from './data-model.ts';
import type { DraftField, Findings } from './draft.ts';
import type { FieldType, UniqueKey } from '../model/model.ts';
import type { ReadAnnotations } from './read-annotations.ts';

const countedTypes: readonly FieldType[] = ['Int', 'UnsignedInt', 'BigInt'];

/**
 * Reads the field that counts the writes of a row. A field that cannot count is a fault, since the author
 * of the annotation relies on it. NULL plus one is NULL.
 */
export function readVersion(
  { name: model, fields: sources }: DataModelModel,
  fields: readonly DraftField[],
  key: UniqueKey,
  annotations: ReadAnnotations,
  { faults }: Findings,
): void {
  let version: DraftField | undefined;
  for (const { name, type, isRequired } of sources) {
    const { version: annotation } = annotations.of(model, name);
    if (annotation === undefined) continue;
    const field = fields.find(({ property }) => property === name);
    const isCounter = field && countedTypes.includes(field.type) && !field.nullable;
    if (!isCounter || field.isId || key.includes(field)) {
      const got = `${model}.${name} (${type}${isRequired ? '' : '?'})`;
      faults.push(
        `${annotation.location}: expected @gather.version above a required Int or BigInt outside of keys, got ${got}.`,
      );
    } else if (version !== undefined) {
      faults.push(
        `${annotation.location}: expected one @gather.version in ${model}, got it above ${version.property} and ${name}.`,
      );
    } else {
      version = field;
      field.isVersion = true;
    }
  }
}
