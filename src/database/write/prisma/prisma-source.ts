import type { ModelSource } from '../../../model/model.ts';

/** A foreign key of a model as the Prisma schema has it, whether or not the API shows its relation. */
export interface SourceReference {
  /** The relation, and the model that it leads to, in the Prisma schema. */
  readonly property: string;
  readonly target: string;
  /** The properties on both sides. */
  readonly from: readonly string[];
  readonly to: readonly string[];
}

interface SourceKey {
  readonly name?: string | null;
  readonly fields: readonly string[];
}

interface SourceModel {
  readonly name: string;
  readonly fields: readonly {
    readonly name: string;
    readonly type: string;
    readonly relationFromFields?: readonly string[];
    readonly relationToFields?: readonly string[];
  }[];
  readonly primaryKey?: SourceKey | null;
  readonly uniqueIndexes?: readonly SourceKey[];
}

/** The foreign keys of a model. */
export function listReferences(source: ModelSource, model: string): readonly SourceReference[] {
  return (findModel(source, model)?.fields ?? []).flatMap(
    ({ name, type, relationFromFields: from = [], relationToFields: to = [] }) =>
      from.length > 0 ? [{ property: name, target: type, from, to }] : [],
  );
}

/** What a unique key of several properties is called: `userId_teamId`, unless it has a name of its own. */
export function nameCompoundKey(source: ModelSource, model: string, properties: readonly string[]): string {
  const { primaryKey, uniqueIndexes = [] } = findModel(source, model) ?? {};
  const name = properties.join('_');
  const keys = [...(primaryKey ? [primaryKey] : []), ...uniqueIndexes];
  return keys.find(({ fields }) => fields.join('_') === name)?.name ?? name;
}

function findModel({ models }: ModelSource, name: string): SourceModel | undefined {
  return (models as readonly SourceModel[]).find((model) => model.name === name); // as Prisma wrote them
}
