import type { DataModelField, DataModelModel } from './data-model.ts';
import type { Draft, DraftField, Findings } from './draft.ts';
import type { Enumeration, FieldType, UniqueKey } from '../model/model.ts';
import { isSecretName } from './is-secret-name.ts';
import { nameModel } from '../model/naming.ts';
import { readDescription, type ReadAnnotations } from './read-annotations.ts';
import { isLong, readType } from './read-type.ts';
import { readDefaults } from './read-defaults.ts';
import { readVersion } from './read-version.ts';

/** The schema around the fields of a model. */
export interface FieldSurroundings {
  readonly enumerations: ReadonlyMap<string, Enumeration>;
  readonly annotations: ReadAnnotations;
  /** The names of the model's fields in the API, by those in the schema. */
  readonly names: ReadonlyMap<string, string>;
  /** The fields that are ids, as `Model.field`. */
  readonly ids: ReadonlySet<string>;
  readonly isView: boolean;
  readonly findings: Findings;
}

/**
 * Reads the fields and keys of a model. Hidden fields stay until it is known which of them relations
 * need. Returns undefined and adds a warning if the model has no key.
 */
export function readFields(source: DataModelModel, surroundings: FieldSurroundings): Draft | undefined {
  const { annotations, isView, findings } = surroundings;
  const readOnly = isView || annotations.of(source.name).readOnly !== undefined;
  const fields: DraftField[] = [];
  for (const field of source.fields) {
    if (field.kind === 'object') continue;
    const read = readField(source.name, field, surroundings);
    const { hide, readOnly: fieldReadOnly, show, noOrder } = annotations.of(source.name, field.name);
    if (read !== undefined) {
      if (hide === undefined && show === undefined && isLikeSecret(read))
        findings.warnings.push(
          `${source.name}.${field.name} is visible to every client, although its name is like that of a secret. Put /// @gather.hide above it to hide it, or /// @gather.show to end this warning.`,
        );
      fields.push({
        ...read,
        hidden: hide !== undefined,
        readOnly: readOnly || fieldReadOnly !== undefined,
        orderable: noOrder === undefined,
      });
    } else if (hide === undefined) {
      findings.warnings.push(
        `${source.name}.${field.name} is left out: the type ${field.type} cannot be served.`,
      );
    }
  }
  const keys = readKeys(source, fields, surroundings);
  if (keys === undefined) return undefined;
  // MySQL does not return a value that the database made up, and without its key a new row cannot be
  // found.
  for (const { name, default: given } of source.fields) {
    const field = keys.key.find(({ property }) => property === name);
    if (field && isCall(given, 'dbgenerated')) field.hasDefault = false;
  }
  readVersion(source, fields, keys.key, annotations, findings);
  return {
    name: source.name,
    names: nameModel(source.name),
    table: source.dbName ?? source.name,
    readOnly,
    creatable: false, // known when its relations are
    description: readDescription(source.documentation),
    fields,
    defaults: readDefaults(source.fields, fields),
    updatedAt: fields.filter(({ isUpdatedAt }) => isUpdatedAt),
    relations: [],
    ...keys,
  };
}

/**
 * Checks if a field may hold a secret, which is text or bytes. The time at which a password was changed
 * is not one.
 */
function isLikeSecret({ type, property, column }: Pick<DraftField, 'type' | 'property' | 'column'>): boolean {
  return (type === 'String' || type === 'Bytes') && (isSecretName(property) || isSecretName(column));
}

function readField(
  model: string,
  source: DataModelField,
  { enumerations, names, ids }: FieldSurroundings,
): Omit<DraftField, 'hidden' | 'readOnly' | 'orderable'> | undefined {
  const nativeType = source.nativeType ?? undefined;
  const enumeration = source.kind === 'enum' ? enumerations.get(source.type) : undefined;
  const type: FieldType | undefined = source.isList
    ? undefined
    : enumeration
      ? 'Enum'
      : readType(source.type, nativeType?.[0]);
  if (type === undefined) return undefined;
  return {
    name: names.get(source.name) ?? source.name,
    property: source.name,
    column: source.dbName ?? source.name,
    type,
    enumeration,
    isId: ids.has(`${model}.${source.name}`),
    nullable: !source.isRequired,
    long: isLong(type, nativeType),
    hasDefault: source.hasDefaultValue === true || source.isUpdatedAt === true,
    isGenerated: isCall(source.default, 'autoincrement'),
    isUpdatedAt: source.isUpdatedAt === true,
    isVersion: false,
    nativeType,
    description: readDescription(source.documentation),
  };
}

/** Checks if a default is a call of this function of Prisma's. */
function isCall(given: DataModelField['default'], name: string): boolean {
  return typeof given === 'object' && given !== null && 'name' in given && given.name === name;
}

function readKeys(
  source: DataModelModel,
  fields: readonly DraftField[],
  surroundings: FieldSurroundings,
): (Pick<Draft, 'primaryKey' | 'uniqueKeys'> & { readonly key: readonly DraftField[] }) | undefined {
  const { annotations, isView, findings } = surroundings;
  const byProperty = new Map(fields.map((field) => [field.property, field]));
  const readKey = (properties: readonly string[]): readonly DraftField[] | undefined => {
    const key = properties.map((property) => byProperty.get(property)).filter((field) => field !== undefined);
    return key.length === properties.length && key.length > 0 ? key : undefined;
  };
  const singleId = source.fields.filter(({ isId }) => isId).map(({ name }) => name);
  const primaryKey = readKey(source.primaryKey?.fields ?? singleId);
  const singles = source.fields.filter(({ isUnique }) => isUnique).map(({ name }) => [name]);
  // A key of one field may be declared at the field, in the block, or both.
  const declared = new Map([...singles, ...source.uniqueFields].map((key) => [key.join(' '), key]));
  const allUnique = Array.from(declared.values(), readKey).filter((key) => key !== undefined);
  const uniqueKeys = allUnique.filter((key) => key.every(({ hidden }) => !hidden));
  const key = primaryKey ?? uniqueKeys.find(namesRows);
  // A hidden field cannot be part of the key, since every cursor and `nodeId` holds the key.
  for (const field of primaryKey ?? (key === undefined ? allUnique.find(namesRows) : undefined) ?? []) {
    const { hide } = annotations.of(source.name, field.property);
    if (hide)
      findings.faults.push(
        `${hide.location}: ${source.name}.${field.property} cannot be hidden: it is part of the key.`,
      );
  }
  if (key === undefined) {
    const advice = isView ? 'Mark the field that names a row @unique' : 'Give it an @id or a @unique field';
    findings.warnings.push(
      `${isView ? 'View' : 'Model'} ${source.name} is left out: it has no key without NULLs. ${advice}, or hide it with /// @gather.hide.`,
    );
    return undefined;
  }
  return { primaryKey, uniqueKeys, key };
}

function namesRows(key: UniqueKey): boolean {
  return key.every(({ nullable }) => !nullable);
}
