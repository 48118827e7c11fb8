import type * as DMMF from '@prisma/dmmf';

/** The parts of a data model that say what the tables are. */
export interface TablesDocument {
  readonly models: readonly DMMF.Model[];
  readonly enums: readonly DMMF.DatamodelEnum[];
  readonly indexes: readonly DMMF.Index[];
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

/** Writes the statements that make the tables of a model, as a migration would: tables first, then foreign keys. */
export function writeTablesOfModel(document: TablesDocument, views: ReadonlySet<string>): readonly string[] {
  const models = document.models.filter((model) => !views.has(tableOf(model)));
  return [
    ...models.map((model) => writeTable(document, model)),
    ...writeJoinTables(models, document),
    ...models.flatMap((model) => writeReferences(document, model)),
  ];
}

function writeTable(document: TablesDocument, model: DMMF.Model): string {
  const fields = model.fields.filter(({ kind }) => kind === 'scalar' || kind === 'enum');
  const parts = [
    ...fields.map((field) => writeColumn(document, field)),
    ...document.indexes
      .filter((index) => index.model === model.name)
      .map((index) => writeIndex(model, index)),
  ];
  return `CREATE TABLE ${quote(tableOf(model))} (\n  ${parts.join(',\n  ')}\n)`;
}

function writeColumn(document: TablesDocument, field: DMMF.Field): string {
  const type = columnType(document, field);
  const [fraction = ''] = /\(\d\)$/.exec(type) ?? [];
  const now = `CURRENT_TIMESTAMP${/^(?:datetime|timestamp)/.test(type) && fraction !== '(0)' ? fraction : ''}`;
  return [
    quote(field.dbName ?? field.name),
    type,
    field.isRequired ? 'NOT NULL' : 'NULL',
    ...writeColumnDefault(document, field, now),
    ...(field.isUpdatedAt === true ? [`ON UPDATE ${now}`] : []),
  ].join(' ');
}

function columnType(document: TablesDocument, field: DMMF.Field): string {
  if (field.kind === 'enum') {
    const values = document.enums.find(({ name }) => name === field.type)?.values ?? [];
    return `enum(${values.map(({ name, dbName }) => quoteText(dbName ?? name)).join(',')})`;
  }
  if (field.nativeType === undefined || field.nativeType === null)
    return defaultTypes[field.type] ?? field.type;
  const [name, parameters] = field.nativeType;
  const size = parameters.length > 0 ? `(${parameters.join(',')})` : '';
  return name.startsWith('Unsigned')
    ? `${name.slice('Unsigned'.length).toLowerCase()} unsigned`
    : `${name.toLowerCase()}${size}`;
}

function writeColumnDefault(document: TablesDocument, field: DMMF.Field, now: string): readonly string[] {
  const value: unknown = field.default;
  if (value === undefined) return [];
  if (typeof value === 'boolean') return [`DEFAULT ${value ? 1 : 0}`];
  if (typeof value === 'object' && value !== null && 'name' in value) {
    if (value.name === 'autoincrement') return ['AUTO_INCREMENT'];
    if (value.name === 'now') return [`DEFAULT ${now}`];
    const [sql = ''] = 'args' in value && Array.isArray(value.args) ? value.args.map(String) : [];
    return sql === '' ? [] : [`DEFAULT ${sql}`];
  }
  const values = document.enums.find(({ name }) => name === field.type)?.values ?? [];
  const stored =
    values.find(({ name }) => name === value)?.dbName ??
    (typeof value === 'string' ? value : JSON.stringify(value));
  return [`DEFAULT ${typeof value === 'number' ? String(value) : quoteText(stored)}`];
}

function writeIndex(model: DMMF.Model, { type, fields, dbName }: DMMF.Index): string {
  const columns = fields.map(({ name, length, sortOrder }) => {
    const part = length === undefined || length === null ? '' : `(${length})`;
    return `${quote(columnOf(model, name))}${part}${sortOrder === 'desc' ? ' DESC' : ''}`;
  });
  const list = `(${columns.join(', ')})`;
  if (type === 'id') return `PRIMARY KEY ${list}`;
  const ending = type === 'unique' ? 'key' : 'idx';
  const name =
    dbName ?? [tableOf(model), ...fields.map((field) => columnOf(model, field.name)), ending].join('_');
  const kind = type === 'unique' ? 'UNIQUE KEY' : type === 'fulltext' ? 'FULLTEXT KEY' : 'KEY';
  return `${kind} ${quote(name)} ${list}`;
}

/** Writes the foreign keys under names of their own, since one that the server makes up may be taken already. */
function writeReferences(document: TablesDocument, model: DMMF.Model): readonly string[] {
  const ofModel = document.models.indexOf(model);
  return model.fields.flatMap((field, index) => {
    const target = document.models.find(({ name }) => name === field.type);
    const from = (field.relationFromFields ?? []).map((name) => columnOf(model, name));
    if (target === undefined || from.length === 0) return [];
    const to = (field.relationToFields ?? []).map((name) => columnOf(target, name));
    return [
      `ALTER TABLE ${quote(tableOf(model))} ADD CONSTRAINT reference_${ofModel}_${index} FOREIGN KEY (${from.map(quote).join(', ')}) ` +
        `REFERENCES ${quote(tableOf(target))} (${to.map(quote).join(', ')}) ` +
        `ON DELETE ${rule(field.relationOnDelete, field.isRequired ? 'Restrict' : 'SetNull')} ` +
        `ON UPDATE ${rule(field.relationOnUpdate, 'Cascade')}`,
    ];
  });
}

function rule(action: string | undefined, byDefault: string): string {
  return (action ?? byDefault).replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toUpperCase();
}

/** The tables of implicit many-to-many relations, whose column A is the key of the model that comes first. */
function writeJoinTables(models: readonly DMMF.Model[], document: TablesDocument): readonly string[] {
  const lists = models.flatMap((model) =>
    model.fields.flatMap((field) => {
      const target = models.find(({ name }) => name === field.type);
      const opposite = target?.fields.find(
        (each) =>
          each.relationName === field.relationName &&
          each.type === model.name &&
          each.isList &&
          (target !== model || each.name !== field.name),
      );
      if (target === undefined || opposite === undefined || !field.isList) return [];
      const isFirst = model === target ? field.name < opposite.name : model.name < target.name;
      return isFirst ? [{ name: `_${field.relationName ?? ''}`, A: model, B: target }] : [];
    }),
  );
  return lists.map(({ name, A, B }) => {
    const [a, b] = [A, B].map((model) => {
      const id = model.fields.find(({ isId }) => isId);
      if (id === undefined) throw new Error(`${model.name} has no key of one field.`);
      return { type: columnType(document, id), table: tableOf(model), column: id.dbName ?? id.name };
    });
    if (a === undefined || b === undefined) throw new Error('There are two models.');
    const refer = (side: string, { table, column }: typeof a): string =>
      `FOREIGN KEY (${side}) REFERENCES ${quote(table)} (${quote(column)}) ON DELETE CASCADE ON UPDATE CASCADE`;
    return (
      `CREATE TABLE ${quote(name)} (A ${a.type} NOT NULL, B ${b.type} NOT NULL, PRIMARY KEY (A, B), KEY (B), ` +
      `${refer('A', a)}, ${refer('B', b)})`
    );
  });
}

function tableOf(model: DMMF.Model): string {
  return model.dbName ?? model.name;
}

function columnOf(model: DMMF.Model, fieldName: string): string {
  return model.fields.find(({ name }) => name === fieldName)?.dbName ?? fieldName;
}

function quote(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

function quoteText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
