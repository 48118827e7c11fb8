import type { Model, Models } from '../model/model.ts';
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

/** A few fields that show what a row is about: the first texts of it, else its key. */
function writeFields(model: Model): string[] {
  const texts = shownFields(model).filter(({ type, wide, isId }) => type === 'String' && !wide && !isId);
  return (texts.length > 0 ? texts : model.key).slice(0, 2).map(({ name }) => name);
}

function isToMany({ cardinality }: Model['relations'][number]): boolean {
  return cardinality === 'many';
}

function indent(lines: readonly string[], levels: number): string[] {
  return lines.map((line) => '  '.repeat(levels) + line);
}
