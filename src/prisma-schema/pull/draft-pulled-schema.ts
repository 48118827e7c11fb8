import type { IndexPart, StoredColumn, StoredTable } from '../../model/stored-table.ts';
import { isSecretName } from '../is-secret-name.ts';
import { readColumnType, type ColumnType } from './column-type.ts';
import { addManyToMany, addRelations, findJoinTables } from './draft-relations.ts';
import { nameColumnField, nameTableModel, type NameStyle, takeName } from './pick-name.ts';
import { findServedKey, writeKeyAttributes } from './draft-keys.ts';
import type { DraftTable } from './draft-table.ts';
import { draftEnums } from './draft-enums.ts';
import type { NameChoices, PulledBlock, PulledMember, PulledSchema } from './pulled-schema.ts';
import { quote, writeDefault } from './write-default.ts';

/** The names and the style of a draft. */
export interface DraftOptions {
  readonly style: NameStyle;
  readonly choices: NameChoices;
  /** The name of the datasource, with which native types begin. */
  readonly datasource: string;
}

/** Drafts the Prisma schema of the tables of a database. */
export function draftPulledSchema(tables: readonly StoredTable[], options: DraftOptions): PulledSchema {
  const { style, choices } = options;
  const notes: string[] = [];
  const names = nameModels(tables, options);
  const joinTables = findJoinTables(tables, names, choices);
  const enums = draftEnums(tables, names, options);
  const drafts = tables
    .filter(({ name }) => !joinTables.has(name))
    .map((table): DraftTable => {
      const model = names.get(table.name) ?? table.name;
      const fields = nameFields(table, options);
      const members = table.columns.map((column) => {
        const type = readColumnType(column);
        const block = enums.of(table, column);
        return draftField(table, column, {
          type,
          block,
          name: fields.get(column.name) ?? column.name,
          options,
        });
      });
      const hasKey = table.isView || findServedKey(table) !== undefined;
      if (!hasKey)
        notes.push(`${table.name} has no key without NULLs, so Prisma cannot read its rows: @@ignore.`);
      return { table, model, fields, taken: new Set(fields.values()), members, hasKey };
    });
  addRelations(drafts, { style, choices, notes });
  addManyToMany(drafts, joinTables, { style, choices, notes });
  return { blocks: [...drafts.map(draftBlock), ...enums.blocks], notes };
}

function nameModels(tables: readonly StoredTable[], { style, choices }: DraftOptions): Map<string, string> {
  const chosen = tables.map(({ name }) => choices.model(name));
  const taken = new Set(chosen.filter((name) => name !== undefined));
  return new Map(
    tables.map(({ name }, index) => [name, chosen[index] ?? takeName(nameTableModel(name, style), taken)]),
  );
}

function nameFields(
  { name: table, columns }: StoredTable,
  { style, choices }: DraftOptions,
): Map<string, string> {
  const chosen = columns.map(({ name }) => choices.field(table, name));
  const taken = new Set(chosen.filter((name) => name !== undefined));
  return new Map(
    columns.map(({ name }, index) => [name, chosen[index] ?? takeName(nameColumnField(name, style), taken)]),
  );
}

interface FieldSurroundings {
  readonly type: ColumnType;
  readonly block: PulledBlock | undefined;
  readonly name: string;
  readonly options: DraftOptions;
}

function draftField(
  table: StoredTable,
  column: StoredColumn,
  { type, block, name, options: { datasource } }: FieldSurroundings,
): PulledMember {
  const scalar = block?.name ?? type.scalar ?? 'String';
  const byDefault = writeDefault(
    column,
    type,
    (value) => block?.members[type.values.findIndex((each) => each === value)]?.name,
  );
  return {
    name,
    comments: [...writeComment(column.comment), ...writeAnnotations(column, name)],
    type: `${scalar}${column.isNullable ? '?' : ''}`,
    attributes: [
      ...writeKeyAttributes(table, column.name).field,
      ...(byDefault === undefined || table.isView ? [] : [byDefault]),
      ...(column.isUpdatedAt && scalar === 'DateTime' ? ['@updatedAt'] : []),
      ...(name === column.name ? [] : [`@map(${quote(column.name)})`]),
      ...(type.native === undefined ? [] : [`@${datasource}.${type.native}`]),
    ],
  };
}

function writeAnnotations(column: StoredColumn, name: string): readonly string[] {
  if (isSecretName(name) || isSecretName(column.name)) {
    return ['// Its name looks like that of a secret. Remove the next line to serve it.', '/// @gather.hide'];
  }
  return column.isGenerated ? ['/// @gather.readOnly'] : [];
}

function draftBlock({ table, model, fields, members, hasKey }: DraftTable): PulledBlock {
  const write = (parts: readonly IndexPart[]): string =>
    `[${parts.map((part) => writePart(part, fields)).join(', ')}]`;
  const { block } = writeKeyAttributes(table, undefined, write);
  return {
    keyword: table.isView ? 'view' : 'model',
    name: model,
    stored: table.name,
    comments: [
      ...writeComment(table.comment),
      ...(hasKey ? [] : ['// It has no key without NULLs, so that nothing names its rows.']),
    ],
    members,
    attributes: [
      ...block,
      ...(hasKey ? [] : ['@@ignore']),
      ...(model === table.name ? [] : [`@@map(${quote(table.name)})`]),
    ],
  };
}

function writePart({ column, length, isDescending }: IndexPart, fields: ReadonlyMap<string, string>): string {
  const given = [
    ...(length === undefined ? [] : [`length: ${length}`]),
    ...(isDescending ? ['sort: Desc'] : []),
  ];
  const name = fields.get(column) ?? column;
  return given.length === 0 ? name : `${name}(${given.join(', ')})`;
}

function writeComment(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trimEnd());
  return text.trim() === '' ? [] : lines.map((line) => `/// ${line}`.trimEnd());
}
