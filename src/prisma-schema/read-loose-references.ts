import type { Field, LooseReference, ReferentialAction } from '../model/model.ts';
import type { DataModelField, DataModelModel } from './data-model.ts';
import type { Draft } from './draft.ts';

/** Tells whether the database has no foreign keys, because Prisma's client keeps the references. */
export function hasLooseReferences(schema: string): boolean {
  return /^\s*relationMode\s*=\s*"prisma"/m.test(schema);
}

/** Reads the references of all models, including hidden ones: the rows they refer to may be deleted. */
export function readLooseReferences(
  models: readonly DataModelModel[],
  drafts: ReadonlyMap<string, Draft>,
): readonly LooseReference[] {
  return models.flatMap((source) => source.fields.flatMap((field) => readReference(source, field, drafts)));
}

function readReference(
  source: DataModelModel,
  field: DataModelField,
  drafts: ReadonlyMap<string, Draft>,
): readonly LooseReference[] {
  const [model, target] = [drafts.get(source.name), drafts.get(field.type)];
  const from = pickFields(model, field.relationFromFields);
  const to = pickFields(target, field.relationToFields);
  if (!model || !target || from.length === 0 || from.length !== to.length) return [];
  const onDelete = readAction(field.relationOnDelete) ?? (field.isRequired ? 'Restrict' : 'SetNull');
  return [{ model, from, target, to, onDelete, onUpdate: readAction(field.relationOnUpdate) ?? 'Cascade' }];
}

function pickFields(model: Draft | undefined, properties: readonly string[] = []): readonly Field[] {
  return properties.flatMap((property) => model?.fields.find((field) => field.property === property) ?? []);
}

function readAction(given: string | undefined): ReferentialAction | undefined {
  switch (given) {
    case 'Cascade':
    case 'Restrict':
    case 'SetNull':
      return given;
    case 'NoAction':
      return 'Restrict'; // as Prisma's client has it, which checks nothing later
    default:
      return undefined;
  }
}
