import type { Field, FieldType, Model, Models } from '../model/model.ts';
import { capitalize, nameWrites } from '../model/naming.ts';
import { createsManyRows, fieldsOfRelations, needsValue, writableFields } from '../model/writable.ts';
import { scalarOf } from './scalars.ts';
import { shownFields } from './shown-fields.ts';

/** Writes the first operations for GraphiQL, one per tab. */
export function writeExamples(
  models: Models,
  { mutations }: { readonly mutations: boolean },
): readonly string[] {
  const mutation = mutations ? writeExampleMutation(models) : undefined;
  return [writeExampleQuery(models), ...(mutation === undefined ? [] : [mutation])];
}

/**
 * Writes a first query for GraphiQL: a few rows and, if a model has a to-many relation, some related
 * rows.
 */
export function writeExampleQuery(models: Models): string {
  const model = models.all.find((candidate) => candidate.relations.some(isToMany)) ?? models.all[0];
  if (model === undefined) return 'query Example {\n  __typename\n}\n';
  const relation = model.relations.find(isToMany);
  const nested = relation && [
    `${relation.name}(first: 2) {`,
    '  totalCount',
    '  nodes {',
    ...indent(writeFields(relation.target), 2),
    '  }',
    '}',
  ];
  const lines = [
    `${model.names.plural}(first: 3) {`,
    '  nodes {',
    ...indent([...writeFields(model), ...(nested ?? [])], 2),
    '  }',
    '}',
  ];
  return [`query ${capitalize(model.names.plural)} {`, ...indent(lines, 1), '}', ''].join('\n');
}

/** Writes the shortest query that shows a row, by a key of one field. */
export function writeLookupExample(models: Models): string {
  const model = models.all.find(({ primaryKey }) => primaryKey?.length === 1);
  const [key] = model?.primaryKey ?? [];
  if (model === undefined || key === undefined) return '{ __typename }';
  const isNumber = ['Int', 'UnsignedInt', 'BigInt', 'Float', 'Decimal'].includes(key.type);
  const value = isNumber ? '1' : '"…"';
  return `{ ${model.names.singular}(${key.name}: ${value}) { ${writeFields(model).join(' ')} } }`;
}

/**
 * Writes a mutation that creates a row with only its required fields, if possible of a model without
 * references. Its values are required variables, so that running it unchanged is refused. Returns
 * undefined if no model can be created from fields alone.
 */
export function writeExampleMutation(models: Models): string | undefined {
  const creatable = models.all.filter((model) => createsManyRows(model));
  const model = creatable.find((candidate) => !refersToOthers(candidate)) ?? creatable[0];
  if (model === undefined) return undefined;
  const writable = writableFields(model);
  const needed = writable.filter(needsValue);
  const fields = needed.length > 0 ? needed : writable.slice(0, 1);
  const { create } = nameWrites(model.names);
  const declared = fields.map((field) => `$${field.name}: ${leafName(field)}!`);
  const data = fields.map(({ name }) => `${name}: $${name}`);
  const values = fields.map((field) => `${JSON.stringify(field.name)}: ${writeValue(field)}`);
  const lines = [`${create}(data: { ${data.join(', ')} }) {`, ...indent(writeFields(model), 1), '}'];
  return [
    '# It needs variables, for example:',
    `# { ${values.join(', ')} }`,
    `mutation ${capitalize(create)}(${declared.join(', ')}) {`,
    ...indent(lines, 1),
    '}',
    '',
  ].join('\n');
}

function refersToOthers({ relations }: Model): boolean {
  return [...fieldsOfRelations(relations)].some(needsValue);
}

function leafName(field: Field): string {
  return !field.isId && field.enumeration ? field.enumeration.name : scalarOf(field).name;
}

/** Writes an example value of the field's type, as JSON. */
function writeValue({ type, isId, enumeration }: Field): string {
  const value = type === 'Enum' ? JSON.stringify(enumeration?.values[0]?.name ?? null) : exampleValues[type];
  return isId && !value.startsWith('"') ? `"${value}"` : value;
}

const exampleValues: Readonly<Record<Exclude<FieldType, 'Enum'>, string>> = {
  String: '"…"',
  Int: '1',
  UnsignedInt: '1',
  BigInt: '"1"',
  Float: '1.5',
  Decimal: '"1.5"',
  Boolean: 'true',
  DateTime: '"2026-11-22T13:45:00Z"',
  Date: '"2026-11-22"',
  Time: '"13:45:00"',
  Json: '{}',
  Bytes: '"AA=="',
};

/** Selects up to two fields that describe a row: its first texts, else its key. */
function writeFields(model: Model): string[] {
  const texts = shownFields(model).filter(({ type, long, isId }) => type === 'String' && !long && !isId);
  return (texts.length > 0 ? texts : model.key).slice(0, 2).map(({ name }) => name);
}

function isToMany({ cardinality }: Model['relations'][number]): boolean {
  return cardinality === 'many';
}

function indent(lines: readonly string[], levels: number): string[] {
  return lines.map((line) => '  '.repeat(levels) + line);
}
