import type { Field, JoinTable, Model, Relation } from '../../model/model.ts';
import type { Column } from '../catalog/column.ts';
import { missingColumn } from '../catalog/missing-column.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { join, name, raw, sql, type Sql } from '../sql.ts';
import { buildDecoder, type Decoder } from './wire.ts';

/** A model's table within a statement, under the name that it has there. */
export interface Scope {
  readonly model: Model;
  readonly alias: string;
  readonly catalog: Catalog;
  /** Whether it is within a condition on other rows. */
  readonly isWithin?: boolean;
  /** Whether more conditions on other rows are asked at once than the servers can plan as joins. */
  readonly isCrowded?: boolean;
}

/** The table with its name: `` `Post` AS t ``. */
export function buildTable({ model, alias }: Scope): Sql {
  return sql`${name(model.table)} AS ${raw(alias)}`;
}

/** Has the table in front of it read by that index, if there is one: the optimizers would choose otherwise. */
export function hintIndex(index: string | undefined): Sql {
  return index === undefined ? raw('') : sql` FORCE INDEX (${name(index)})`;
}

/**
 * The column of a field, which the statement needs.
 * @throws BadDataError where the table does not have it.
 */
export function buildColumn({ alias, catalog, model }: Scope, field: Field): Sql {
  if (catalog.lacks(model.table, field.column)) throw missingColumn(model, field);
  return sql`${raw(alias)}.${name(field.column)}`;
}

/** A column that is shown, and how its values are decoded. */
export interface ShownColumn {
  readonly column: Sql;
  readonly decode: Decoder;
}

/** Builds the column of a field that is shown; where the table does not have it, its value is an error. */
export function buildShownColumn(scope: Scope, field: Field): ShownColumn {
  const { catalog, model } = scope;
  if (!catalog.lacks(model.table, field.column))
    return { column: buildColumn(scope, field), decode: buildDecoder(field) };
  const missing = missingColumn(model, field);
  return { column: raw('NULL'), decode: () => missing };
}

/** What the database says of a field's column. */
export function storedColumn({ catalog, model }: Scope, field: Field): Column | undefined {
  return catalog.column(model.table, field.column);
}

/** A column within its statement. */
export interface ComparedColumn {
  readonly expression: Sql;
  /** What the database says of it. */
  readonly column: Column | undefined;
}

/** The column of a field, with what the database says of it. */
export function buildComparedColumn(scope: Scope, field: Field): ComparedColumn {
  return { expression: buildColumn(scope, field), column: storedColumn(scope, field) };
}

/** A column of the table between, which stands beside the model's table of a scope. */
export function buildBetweenColumn(
  { alias, catalog }: Scope,
  { table }: JoinTable,
  column: string,
): ComparedColumn {
  return {
    expression: sql`${raw(`${alias}_between`)}.${name(column)}`,
    column: catalog.column(table, column),
  };
}

/** The table between with its name. */
export function buildBetween({ alias }: Scope, { table }: JoinTable): Sql {
  return sql`${name(table)} AS ${raw(`${alias}_between`)}`;
}

/** The tables that a relation leads to, and the condition that joins them to a row of `from`. */
export function buildRelated(
  from: Scope,
  relation: Relation,
  alias: string,
): { readonly scope: Scope; readonly tables: Sql; readonly condition: Sql } {
  const scope: Scope = { ...from, model: relation.target, alias };
  const { through } = relation;
  if (through === undefined) {
    const pairs = relation.to.map((field, index) =>
      compareColumns(
        buildComparedColumn(scope, field),
        buildComparedColumn(from, relation.from[index] ?? field),
      ),
    );
    return { scope, tables: buildTable(scope), condition: join(pairs, ' AND ') };
  }
  const [key] = relation.to;
  const [ownKey] = relation.from;
  if (key === undefined || ownKey === undefined) throw new Error(`Expected keys of ${relation.name}.`);
  const isTarget = compareColumns(
    buildComparedColumn(scope, key),
    buildBetweenColumn(scope, through, through.to),
  );
  const condition = compareColumns(
    buildBetweenColumn(scope, through, through.from),
    buildComparedColumn(from, ownKey),
  );
  const tables = sql`${buildBetween(scope, through)} JOIN ${buildTable(scope)} ON ${isTarget}`;
  return { scope, tables, condition };
}

/**
 * Compares a column with another as the first of them is: texts may differ in their collations. What its character set
 * does not have would become a question mark, and must not find one.
 */
export function compareColumns(wanted: ComparedColumn, given: ComparedColumn): Sql {
  const { characterSet, collation } = wanted.column ?? {};
  if (characterSet === undefined || collation === undefined || collation === given.column?.collation)
    return sql`${wanted.expression} = ${given.expression}`;
  const converted = sql`CONVERT(${given.expression} USING ${raw(characterSet)})`;
  const equal = sql`${wanted.expression} = ${converted} COLLATE ${name(collation)}`;
  if (characterSet === given.column?.characterSet || characterSet === 'utf8mb4') return equal;
  const [there, back] = [
    sql`CONVERT(${given.expression} USING utf8mb4)`,
    sql`CONVERT(${converted} USING utf8mb4)`,
  ];
  return sql`(${equal} AND ${back} = ${there} COLLATE utf8mb4_bin)`;
}
