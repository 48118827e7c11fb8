import type { Random } from '../../../prisma/seed/random.ts';
import {
  type FuzzField,
  type FuzzModel,
  type FuzzRelation,
  type FuzzSchema,
  quote,
  rowColumn,
} from './description.ts';

/** Writes the statements that make the schema's tables and, last, its views; some foreign keys go without an index. */
export function writeTables(random: Random, { models }: FuzzSchema): readonly string[] {
  const tables = models.filter(({ viewOf }) => viewOf === undefined);
  const relations = tables.flatMap((model) => model.relations.map((relation) => [model, relation] as const));
  return [
    ...tables.map((model) => writeTable(random, model)),
    ...relations
      .filter(([, { through }]) => through?.from === 'A')
      .map(([model, relation]) => writeJoinTable(model, relation)),
    ...relations
      .filter(([, { refers, constrained }]) => refers && (constrained || random.below(2) === 0))
      .map(([model, relation]) => writeReference(model, relation)),
    ...tables.flatMap((model) => writeIndexes(random, model)),
    ...models.flatMap(writeView),
  ];
}

function writeTable(random: Random, model: FuzzModel): string {
  const { fields, hidden, primaryKey, uniqueKeys, table } = model;
  const parts = [
    `${rowColumn} INT NOT NULL`,
    ...fields.map(
      (field) =>
        `${quote(changeCase(random, field.column))} ${field.of.sql} ${field.nullable ? 'NULL' : writeRequired(field)}`,
    ),
    ...hidden.map(({ column, sql }) => `${quote(column)} ${sql}`),
    ...(primaryKey ? [`PRIMARY KEY (${columns(primaryKey)})`] : []),
    ...uniqueKeys.map((key) => `UNIQUE KEY (${columns(key)})`),
  ];
  return `CREATE TABLE ${quote(table)} (\n  ${parts.join(',\n  ')}\n)`;
}

/** A database knows its columns in whatever case they are asked for. */
function changeCase(random: Random, column: string): string {
  return random.below(10) === 0 && /^\w+$/.test(column) ? column.toUpperCase() : column;
}

/** Indexes that serve an ordering of what hangs on a row, this way or that, in part or not at all. */
function writeIndexes(random: Random, { table, fields, relations }: FuzzModel): string[] {
  const sortable = fields.filter(({ of }) => of.keyable);
  return relations
    .filter(({ refers }) => refers && random.below(2) === 0)
    .flatMap(({ from }) => {
      const next = sortable[random.below(sortable.length)];
      if (next === undefined || from.includes(next)) return [];
      const isPart = next.of.type === 'String' && random.below(3) === 0;
      const part = isPart ? '(2)' : random.below(3) === 0 ? ' DESC' : '';
      return [`ALTER TABLE ${quote(table)} ADD KEY (${columns(from)}, ${quote(next.column)}${part})`];
    });
}

/** A TIMESTAMP without a default may be given one that changes with each update. */
function writeRequired({ of }: FuzzField): string {
  return of.sql.startsWith('TIMESTAMP') ? `NOT NULL DEFAULT '2001-01-01 00:00:00'` : 'NOT NULL';
}

function writeJoinTable(model: FuzzModel, { through, from, to, target }: FuzzRelation): string {
  const [one] = from;
  const [other] = to;
  if (through === undefined || one === undefined || other === undefined) return '';
  return [
    `CREATE TABLE ${quote(through.table)} (`,
    `  A ${one.of.sql} NOT NULL, B ${other.of.sql} NOT NULL, PRIMARY KEY (A, B), KEY (B),`,
    `  FOREIGN KEY (A) REFERENCES ${quote(model.table)} (${columns(from)}),`,
    `  FOREIGN KEY (B) REFERENCES ${quote(target.table)} (${columns(to)})`,
    ')',
  ].join('\n');
}

function writeReference(model: FuzzModel, { constrained, from, to, target, link }: FuzzRelation): string {
  return constrained
    ? `ALTER TABLE ${quote(model.table)} ADD CONSTRAINT ${quote(link)} FOREIGN KEY (${columns(from)}) REFERENCES ${quote(target.table)} (${columns(to)})`
    : `ALTER TABLE ${quote(model.table)} ADD KEY (${columns(from)})`;
}

function writeView({ viewOf, table, fields }: FuzzModel): string[] {
  if (viewOf === undefined) return [];
  return [
    `CREATE VIEW ${quote(table)} AS SELECT ${rowColumn}, ${columns(fields)} FROM ${quote(viewOf.table)} WHERE ${rowColumn} % 3 > 0`,
  ];
}

function columns(fields: readonly FuzzField[]): string {
  return fields.map(({ column }) => quote(column)).join(', ');
}
