import type * as DMMF from '@prisma/dmmf';

/** The part of model.json that says what the tables are. */
export interface ModelDocument {
  readonly models: readonly DMMF.Model[];
  readonly enums: readonly DMMF.DatamodelEnum[];
  readonly indexes: readonly DMMF.Index[];
}

/** One table in the words that a model and `information_schema` have in common. */
export interface TableShape {
  /** Column → its type, whether it takes NULL, its default, and whether it counts by itself, as one text. */
  readonly columns: Readonly<Record<string, string>>;
  /** Name of the index → `unique` or `index`, and its columns. */
  readonly indexes: Readonly<Record<string, string>>;
  /** Name of the constraint → its columns, what they refer to, and the rules. */
  readonly foreignKeys: Readonly<Record<string, string>>;
}

/** What Prisma's MySQL connector makes of a scalar without a native type. */
const defaultTypes: Readonly<Record<string, string>> = {
  Int: 'int',
  BigInt: 'bigint',
  String: 'varchar(191)',
  Boolean: 'tinyint(1)',
  DateTime: 'datetime(3)',
  Float: 'double',
  Decimal: 'decimal(65,30)',
  Json: 'json',
  Bytes: 'longblob',
};

const rules = {
  Cascade: 'CASCADE',
  Restrict: 'RESTRICT',
  NoAction: 'NO ACTION',
  SetNull: 'SET NULL',
  SetDefault: 'SET DEFAULT',
} as const;

/**
 * The tables that Prisma Migrate would keep for a model, with its rules for names, types, defaults and foreign
 * keys. Only what the bundled model uses is known; anything else throws, so that nothing goes unchecked.
 */
export function buildExpectedTables(document: ModelDocument): Record<string, TableShape> {
  return Object.fromEntries(
    document.models.map((model) => [
      tableName(model),
      {
        columns: expectedColumns(document, model),
        indexes: expectedIndexes(document, model),
        foreignKeys: expectedForeignKeys(document, model),
      },
    ]),
  );
}

function expectedColumns(document: ModelDocument, model: DMMF.Model): Record<string, string> {
  const fields = model.fields.filter((field) => field.kind === 'scalar' || field.kind === 'enum');
  return Object.fromEntries(
    fields.map((field) => [
      field.dbName ?? field.name,
      `${columnType(document, field)} ${field.isRequired ? 'not null' : 'null'}${columnDefault(field)}`,
    ]),
  );
}

function columnType(document: ModelDocument, field: DMMF.Field): string {
  if (field.kind === 'enum') {
    const values = document.enums.find(({ name }) => name === field.type)?.values ?? [];
    return `enum(${values.map((value) => `'${value.dbName ?? value.name}'`).join(',')})`;
  }
  if (field.nativeType !== undefined && field.nativeType !== null) {
    const [name, parameters] = field.nativeType;
    return `${name.toLowerCase()}${parameters.length > 0 ? `(${parameters.join(',')})` : ''}`;
  }
  const type = defaultTypes[field.type];
  if (type === undefined)
    throw new Error(`The field ${field.name} has the type ${field.type}, which is not known.`);
  return type;
}

function columnDefault(field: DMMF.Field): string {
  const value: unknown = field.default;
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return ` default ${value}`;
  if (typeof value === 'boolean') return ` default ${value ? 1 : 0}`;
  if (typeof value === 'object' && value !== null && 'name' in value) {
    if (value.name === 'autoincrement') return ' auto_increment';
    if (value.name === 'now') return ' default current_timestamp(3)';
  }
  throw new Error(`The field ${field.name} has a default that is not known: ${JSON.stringify(value)}.`);
}

function expectedIndexes(document: ModelDocument, model: DMMF.Model): Record<string, string> {
  const indexes = document.indexes.filter((index) => index.model === model.name);
  return Object.fromEntries(
    indexes.map((index) => {
      const columns = index.fields.map(({ name }) => columnName(model, name));
      if (index.type === 'id') return ['PRIMARY', `unique (${columns.join(',')})`];
      if (index.type === 'fulltext') throw new Error('Full-text indexes are not known.');
      const unique = index.type === 'unique';
      const name = index.dbName ?? `${tableName(model)}_${columns.join('_')}_${unique ? 'key' : 'idx'}`;
      return [name, `${unique ? 'unique' : 'index'} (${columns.join(',')})`];
    }),
  );
}

function expectedForeignKeys(document: ModelDocument, model: DMMF.Model): Record<string, string> {
  const relations = model.fields.filter((field) => (field.relationFromFields?.length ?? 0) > 0);
  return Object.fromEntries(
    relations.map((field) => {
      const target = document.models.find(({ name }) => name === field.type);
      if (target === undefined) throw new Error(`The model ${field.type} is not there.`);
      const columns = (field.relationFromFields ?? []).map((name) => columnName(model, name));
      const targets = (field.relationToFields ?? []).map((name) => columnName(target, name));
      const onDelete = readRule(field.relationOnDelete) ?? (field.isRequired ? 'RESTRICT' : 'SET NULL');
      const onUpdate = readRule(field.relationOnUpdate) ?? 'CASCADE';
      return [
        `${tableName(model)}_${columns.join('_')}_fkey`,
        `(${columns.join(',')}) to ${tableName(target)} (${targets.join(',')}) on delete ${onDelete} on update ${onUpdate}`,
      ];
    }),
  );
}

function readRule(action: string | undefined): string | undefined {
  if (action === undefined) return undefined;
  const rule = Object.entries(rules).find(([name]) => name === action)?.[1];
  if (rule === undefined) throw new Error(`The referential action ${action} is not known.`);
  return rule;
}

function tableName(model: DMMF.Model): string {
  return model.dbName ?? model.name;
}

function columnName(model: DMMF.Model, fieldName: string): string {
  return model.fields.find(({ name }) => name === fieldName)?.dbName ?? fieldName;
}
