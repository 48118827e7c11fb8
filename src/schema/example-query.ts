import type { Field, FieldType, Model, Models } from '../model/model.ts';
import { nameWrites } from '../model/naming.ts';
import { createsManyRows, fieldsOfRelations, needsValue, writableFields } from '../model/writable.ts';
import { shownFields } from './shown-fields.ts';

/** Writes a query that the schema answers, to begin with: a few rows and, where there is one, what hangs on them. */
export function writeExampleQuery(models: Models): string {
  const model = models.all.find((candidate) => candidate.relations.some(isToMany)) ?? models.all[0];
  if (model === undefined) return '{\n  __typename\n}\n';
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
  return ['{', ...indent(lines, 1), '}', ''].join('\n');
}

/** Writes the shortest query that shows a row: by its key where that is one field. */
export function writeLookupExample(models: Models): string {
  const model = models.all.find(({ primaryKey }) => primaryKey?.length === 1);
  const [key] = model?.primaryKey ?? [];
  if (model === undefined || key === undefined) return '{ __typename }';
  const isNumber = ['Int', 'UnsignedInt', 'BigInt', 'Float', 'Decimal'].includes(key.type);
  const value = isNumber ? '1' : '"…"';
  return `{ ${model.names.singular}(${key.name}: ${value}) { ${writeFields(model).join(' ')} } }`;
}

/**
 * Writes a mutation that the schema takes: a new row with no more than it needs, of a model that refers to no other where
 * there is one. Nothing where no row can be created out of its fields.
 */
export function writeExampleMutation(models: Models): string | undefined {
  const creatable = models.all.filter((model) => createsManyRows(model));
  const model = creatable.find((candidate) => !refersToOthers(candidate)) ?? creatable[0];
  if (model === undefined) return undefined;
  const fields = writableFields(model);
  const needed = fields.filter(needsValue);
  const data = (needed.length > 0 ? needed : fields.slice(0, 1)).map(
    (field) => `${field.name}: ${writeValue(field)}`,
  );
  const lines = [
    `${nameWrites(model.names).create}(data: { ${data.join(', ')} }) {`,
    ...indent(writeFields(model), 1),
    '}',
  ];
  return ['mutation {', ...indent(lines, 1), '}', ''].join('\n');
}

function refersToOthers({ relations }: Model): boolean {
  return [...fieldsOfRelations(relations)].some(needsValue);
}

/** A value that the field's type takes, whatever it stands for. */
function writeValue({ type, isId, enumeration }: Field): string {
  const value = type === 'Enum' ? (enumeration?.values[0]?.name ?? 'null') : exampleValues[type];
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

/** A few fields that show what a row is about: the first texts of it, else its key. */
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
