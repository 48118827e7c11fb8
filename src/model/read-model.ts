import { z } from 'zod';
import {
  dataModel,
  type DataModelEnumeration,
  type DataModelField,
  type DataModelModel,
} from './data-model.ts';
import type { Enumeration, Field, FieldType, Model, Models, Relation, UniqueKey } from './model.ts';
import { nameField, nameModel } from './naming.ts';

/** The model while it is put together: relations need the other models, so they come last. */
type Draft = { -readonly [Property in keyof Model]: Model[Property] };
type DraftField = { -readonly [Property in keyof Field]: Field[Property] };

/**
 * Reads what the model generator wrote into the frozen graph of models that the gateway serves. What cannot be
 * served is left out and told in `warnings`.
 * @throws Error when the document is not one that the generator writes.
 */
export function readModel(document: unknown): Models {
  const parsed = dataModel.safeParse(document);
  if (!parsed.success) {
    throw new Error(
      `The data model cannot be read; run \`npx prisma generate\`.\n${z.prettifyError(parsed.error)}`,
    );
  }
  const warnings: string[] = [];
  const enumerations = new Map(parsed.data.enums.map((source) => [source.name, readEnumeration(source)]));
  const names = new Set(parsed.data.models.map(({ name }) => name));
  const drafts = new Map<string, Draft>();
  const sources = new Map<string, DataModelModel>();
  for (const source of parsed.data.models) {
    const draft = readFields(source, names, enumerations, warnings);
    if (draft === undefined) continue;
    drafts.set(source.name, draft);
    sources.set(source.name, source);
  }
  for (const [name, source] of sources) readRelations(source, name, drafts, sources, warnings);
  markIds(drafts);
  const all = [...drafts.values()].map(freezeModel);
  for (const [name, { names: given }] of drafts) {
    if (given.type !== name)
      warnings.push(`Model ${name} is served as ${given.type}: the API needs the name ${name} itself.`);
  }
  return Object.freeze({ all, enumerations: [...enumerations.values()], warnings });
}

function readEnumeration(source: DataModelEnumeration): Enumeration {
  const values = source.values.map(({ name, dbName, documentation }) =>
    Object.freeze({ name, stored: dbName ?? name, description: documentation }),
  );
  return Object.freeze({ name: source.name, description: source.documentation, values });
}

function readFields(
  source: DataModelModel,
  names: ReadonlySet<string>,
  enumerations: ReadonlyMap<string, Enumeration>,
  warnings: string[],
): Draft | undefined {
  const fields: DraftField[] = [];
  for (const field of source.fields) {
    if (field.kind === 'object') continue;
    const read = readField(field, enumerations);
    if (read === undefined)
      warnings.push(`${source.name}.${field.name} is left out: the type ${field.type} cannot be served.`);
    else fields.push(read);
    const name = nameField(field.name);
    if (name !== field.name)
      warnings.push(
        `${source.name}.${field.name} is served as ${name}: the API needs the name ${field.name} itself.`,
      );
  }
  const byProperty = new Map(fields.map((field) => [field.property, field]));
  const readKey = (properties: readonly string[]): UniqueKey | undefined => {
    const key = properties.map((property) => byProperty.get(property)).filter((field) => field !== undefined);
    return key.length === properties.length ? key : undefined;
  };
  const single = source.fields.filter(({ isId }) => isId).map(({ name }) => name);
  const primary = source.primaryKey?.fields ?? single;
  const primaryKey = primary.length > 0 ? readKey(primary) : undefined;
  const uniqueKeys = [
    ...source.fields.filter(({ isUnique }) => isUnique).map(({ name }) => [name]),
    ...source.uniqueFields,
  ]
    .map(readKey)
    .filter((key) => key !== undefined);
  const key = primaryKey ?? uniqueKeys.find((fields) => fields.every(({ nullable }) => !nullable));
  if (key === undefined) {
    warnings.push(
      `Model ${source.name} is left out: it has no key without NULLs. Give it an @id or a @unique field.`,
    );
    return undefined;
  }
  for (const field of [primaryKey ?? [], ...uniqueKeys].flat()) Object.assign(field, { wide: false });
  if (primaryKey?.length === 1) Object.assign(primaryKey[0] ?? {}, { isId: true });
  return {
    name: source.name,
    names: nameModel(source.name, names),
    table: source.dbName ?? source.name,
    description: source.documentation,
    fields,
    relations: [],
    primaryKey,
    uniqueKeys,
    key,
  };
}

function readField(
  source: DataModelField,
  enumerations: ReadonlyMap<string, Enumeration>,
): DraftField | undefined {
  const nativeType = source.nativeType ?? undefined;
  const enumeration = source.kind === 'enum' ? enumerations.get(source.type) : undefined;
  const type = source.isList ? undefined : enumeration ? 'Enum' : readType(source.type, nativeType?.[0]);
  if (type === undefined) return undefined;
  return {
    name: nameField(source.name),
    property: source.name,
    column: source.dbName ?? source.name,
    type,
    enumeration,
    isId: false,
    nullable: !source.isRequired,
    wide: isWide(type, nativeType),
    nativeType,
    description: source.documentation,
  };
}

function readType(type: string, native: string | undefined): FieldType | undefined {
  if (type === 'Int' && native === 'UnsignedInt') return 'UnsignedInt';
  if (type === 'DateTime' && native === 'Date') return 'Date';
  if (type === 'DateTime' && native === 'Time') return 'Time';
  const plain = [
    'String',
    'Int',
    'BigInt',
    'Float',
    'Decimal',
    'Boolean',
    'DateTime',
    'Json',
    'Bytes',
  ] as const;
  return plain.find((name) => name === type);
}

/** Text beyond this many characters is read only where it is asked for. */
const wideCharacters = 1_000;

function isWide(type: FieldType, nativeType: Field['nativeType']): boolean {
  if (type === 'Json' || type === 'Bytes') return true;
  if (type !== 'String' || nativeType === undefined) return false;
  const [name, [length]] = nativeType;
  return ['Text', 'MediumText', 'LongText'].includes(name) || Number(length ?? 0) > wideCharacters;
}

function readRelations(
  source: DataModelModel,
  name: string,
  drafts: ReadonlyMap<string, Draft>,
  sources: ReadonlyMap<string, DataModelModel>,
  warnings: string[],
): void {
  const owner = drafts.get(name);
  if (owner === undefined) return;
  const relations: Relation[] = [];
  for (const field of source.fields.filter(({ kind }) => kind === 'object')) {
    const target = drafts.get(field.type);
    const opposite = findOpposite(source, field, sources.get(field.type));
    const from = pickFields(owner, field.relationFromFields ?? []) ?? [];
    const to = target && (pickFields(target, field.relationToFields ?? []) ?? []);
    const link =
      from.length > 0
        ? { from, to: to ?? [] }
        : {
            from: pickFields(owner, opposite?.relationToFields ?? []) ?? [],
            to: (target && pickFields(target, opposite?.relationFromFields ?? [])) ?? [],
          };
    if (target === undefined || link.from.length === 0 || link.from.length !== link.to.length) {
      warnings.push(
        `${source.name}.${field.name} is left out: the relation to ${field.type} cannot be served yet.`,
      );
      continue;
    }
    // What a relation goes by is read with every row, as the key is.
    for (const part of [...link.from, ...link.to]) Object.assign(part, { wide: false });
    relations.push({
      name: nameField(field.name),
      property: field.name,
      cardinality: field.isList ? 'many' : 'one',
      nullable: !field.isRequired,
      target, // a draft still: it is the model once all relations are known
      ...link,
      description: field.documentation,
    });
  }
  owner.relations = relations;
}

/** The other side's field: of the same relation name, and not the field itself where a model refers to itself. */
function findOpposite(
  source: DataModelModel,
  field: DataModelField,
  target: DataModelModel | undefined,
): DataModelField | undefined {
  return target?.fields.find(
    (candidate) =>
      candidate.relationName === field.relationName &&
      candidate.type === source.name &&
      !(target === source && candidate.name === field.name),
  );
}

function pickFields(model: Draft, properties: readonly string[]): Field[] | undefined {
  const fields = properties.map((property) => model.fields.find((field) => field.property === property));
  return fields.every((field) => field !== undefined) ? fields : undefined;
}

/** A field is an id when it refers to one, through as many relations as it takes. */
function markIds(drafts: ReadonlyMap<string, Draft>): void {
  for (let changed = true; changed;) {
    changed = false;
    for (const { relations } of drafts.values()) {
      for (const { cardinality, from, to, target } of relations) {
        if (cardinality === 'many') continue;
        for (const [index, field] of from.entries()) {
          const referred = to[index];
          // Only the side that holds the foreign key refers; the other side is the key itself.
          if (referred?.isId && !field.isId && target.key.includes(referred)) {
            Object.assign(field, { isId: true });
            changed = true;
          }
        }
      }
    }
  }
}

function freezeModel(draft: Draft): Model {
  for (const field of draft.fields) Object.freeze(field);
  for (const relation of draft.relations) Object.freeze(relation);
  for (const part of [draft.fields, draft.relations, draft.uniqueKeys, draft.names]) Object.freeze(part);
  return Object.freeze(draft);
}
