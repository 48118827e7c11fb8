import type { FuzzEnum, FuzzField, FuzzModel, FuzzRelation, FuzzSchema } from './description.ts';

/** Writes the schema as a user would. */
export function writePrismaSchema({ models, enums }: FuzzSchema): string {
  return [
    'datasource db {\n  provider = "mysql"\n}',
    'generator model {\n  provider = "gather"\n  previewFeatures = ["views"]\n}',
    ...enums.map(writeEnum),
    ...models.map(writeModel),
    'model Unseen {\n  code Int\n\n  @@ignore\n}',
    '',
  ].join('\n\n');
}

function writeEnum({ name, values }: FuzzEnum): string {
  const lines = values.map((value) =>
    value.stored === value.property ? value.property : `${value.property} ${map(value.stored)}`,
  );
  return block(`enum ${name}`, lines);
}

function writeModel(model: FuzzModel): string {
  return block(`${model.viewOf ? 'view' : 'model'} ${model.name}`, [
    ...model.fields.map((field) => writeField(field, model)),
    ...model.relations.map(writeRelation),
    ...model.hidden.map(({ prisma }) => prisma),
    ...writeKeys(model),
    ...(model.table === model.name ? [] : [`@${map(model.table)}`]),
  ]);
}

function writeField(field: FuzzField, model: FuzzModel): string {
  const { property, column, of, nullable } = field;
  const isAlone = (key: readonly FuzzField[] | undefined): boolean => key?.length === 1 && key[0] === field;
  return [
    property,
    `${of.prisma}${nullable ? '?' : ''}`,
    ...(isAlone(model.primaryKey) ? ['@id'] : []),
    ...(model.uniqueKeys.some(isAlone) ? ['@unique'] : []),
    ...(of.native === undefined ? [] : [of.native]),
    ...(column === property ? [] : [map(column)]),
  ].join(' ');
}

function writeRelation(relation: FuzzRelation): string {
  const { property, target, many, nullable, link, from, to, refers } = relation;
  const given = [
    `"${link}"`,
    // One that stands in a unique key could not be set to null when its target goes, or not all of it.
    ...(refers ? [`fields: ${names(from)}, references: ${names(to)}, onDelete: NoAction, onUpdate: NoAction`] : []), // prettier-ignore
  ];
  return `${property} ${target.name}${many ? '[]' : nullable ? '?' : ''} @relation(${given.join(', ')})`;
}

function writeKeys({ primaryKey, uniqueKeys }: FuzzModel): string[] {
  const write = (word: string, key: readonly FuzzField[], index: number): string =>
    `@@${word}(${names(key)}, map: "key${index}")`;
  return [
    ...(primaryKey && primaryKey.length > 1 ? [`@@id(${names(primaryKey)})`] : []),
    ...uniqueKeys.filter((key) => key.length > 1).map((key, index) => write('unique', key, index)),
  ];
}

function names(fields: readonly FuzzField[]): string {
  return `[${fields.map(({ property }) => property).join(', ')}]`;
}

function map(text: string): string {
  return `@map(${JSON.stringify(text)})`;
}

function block(head: string, lines: readonly string[]): string {
  return `${head} {\n${lines.map((line) => `  ${line}\n`).join('')}}`;
}
