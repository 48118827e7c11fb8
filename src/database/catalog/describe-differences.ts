import type { NoticeEvent } from '../../events.ts';
import type { Model, Models } from '../../model/model.ts';
import { findNearest } from '../../std/find-nearest.ts';
import { describeMisfit } from './describe-misfit.ts';
import type { Catalog } from './read-catalog.ts';

/** Returns true if the database has a table of the models. Without one no query can be answered. */
export function hasAnyTable({ all }: Models, catalog: Catalog): boolean {
  return all.length === 0 || all.some(({ table }) => catalog.hasTable(table));
}

/** Builds a notice for each difference between the models and the tables of the database. */
export function describeDifferences(models: Models, catalog: Catalog): readonly NoticeEvent[] {
  const texts = models.all.flatMap((model) => [
    ...describeModel(model, catalog),
    ...model.relations.flatMap(({ property, through }) =>
      through === undefined || catalog.hasTable(through.table)
        ? []
        : [`${model.name}.${property} has no join table: ${describeMissingTable(through.table, catalog)}`],
    ),
  ]);
  return texts.map((text) => ({ text }));
}

function describeModel(model: Model, catalog: Catalog): readonly string[] {
  const { name, table } = model;
  if (!catalog.hasTable(table)) {
    const nearest = findNearest(table, catalog.tables);
    const advice = nearest === undefined ? '' : `: use it with @@map("${nearest}") in the model`;
    return [`${name} has no table: ${describeMissingTable(table, catalog)}${advice}`];
  }
  const missing = model.fields.filter(({ column }) => catalog.column(table, column) === undefined);
  return [
    ...(missing.length === 0 ? [] : [describeMissingColumns(model, missing, catalog)]),
    ...model.fields.flatMap((field) => {
      const column = catalog.column(table, field.column);
      const misfit = column && describeMisfit(field, column);
      return misfit === undefined ? [] : [`${name}.${field.property} ${misfit}`];
    }),
    ...describeNullable(model, catalog),
  ];
}

function describeMissingTable(table: string, { tables }: Catalog): string {
  const nearest = findNearest(table, tables);
  return `the database has no ${table}, or its user cannot read it${nearest === undefined ? '' : `. The nearest name is ${nearest}`}`;
}

function describeMissingColumns(
  { name, table }: Model,
  fields: Model['fields'],
  { columns }: Catalog,
): string {
  const names = columns(table).map((column) => column.name);
  const missing = fields.map(({ column }) => {
    const nearest = findNearest(column, names);
    return nearest === undefined ? column : `${column} (the nearest is ${nearest})`;
  });
  return `${name} lacks columns in the database, or its user cannot read them: ${missing.join(', ')}. Name another column with @map("…") on the field`;
}

/**
 * Describes required fields whose columns may be NULL. Views are left out, because they may declare that of
 * any column.
 */
function describeNullable({ name, table, readOnly, fields }: Model, catalog: Catalog): readonly string[] {
  const nullable = readOnly
    ? []
    : fields.filter((field) => !field.nullable && catalog.column(table, field.column)?.isNullable);
  if (nullable.length === 0) return [];
  const names = nullable.map(({ property }) => property).join(', ');
  return [
    `${name} has required fields whose columns may be NULL: ${names}. Rows with NULL there fail, and pages ordered by it may skip rows. Add ? to the field, or NOT NULL to the column`,
  ];
}
