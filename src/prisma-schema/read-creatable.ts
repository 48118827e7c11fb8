import type { DataModelModel } from './data-model.ts';
import type { Draft, Findings } from './draft.ts';
import type { SchemaBlock } from './scan-schema.ts';
import { isWritableRelation, needsValue } from '../model/writable.ts';

/** Checks if the API can set all values that a new row needs. Adds a warning with those it cannot set. */
export function readCreatable(
  draft: Draft,
  source: DataModelModel,
  block: SchemaBlock | undefined,
  { warnings }: Findings,
): boolean {
  if (draft.readOnly) return false;
  const byRelations = new Set(
    draft.relations
      .filter((relation) => relation.refers && isWritableRelation(relation))
      .flatMap(({ from }) => from),
  );
  const fields = draft.fields.filter(
    (field) => needsValue(field) && (field.hidden || field.readOnly) && !byRelations.has(field),
  );
  const lacking = [...fields.map(({ property }) => property), ...findUnread(source, block)];
  if (lacking.length === 0) return true;
  warnings.push(
    `No row of ${source.name} can be created: the API cannot set ${lacking.join(' and ')}, which a new row needs. Add @default or ? where the database sets a value.`,
  );
  return false;
}

/** Finds columns without a default that Prisma omits: those of unsupported types, and ignored ones. */
function findUnread({ fields }: DataModelModel, block: SchemaBlock | undefined): readonly string[] {
  const read = new Set(fields.map(({ name }) => name));
  return (block?.members ?? []).flatMap(({ name, rest }) => {
    const [, modifier] = /^(?:Unsupported\("[^"]*"\)|\w+)(\?|\[\])?/.exec(rest) ?? [];
    const isColumn = /^Unsupported\b|^(?!\w+.*@relation\()\w+.*@ignore\b/.test(rest);
    const isGiven = modifier !== undefined || /@(default\(|updatedAt\b)/.test(rest);
    return read.has(name) || !isColumn || isGiven ? [] : [name];
  });
}
