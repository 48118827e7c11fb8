import type { Rights } from '../../model/load.ts';
import type { Field, JoinTable, Model, Relation } from '../../model/model.ts';
import type { Column } from '../catalog/column.ts';
import { missingColumn } from '../catalog/missing-column.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { join, name, raw, sql, type Sql } from '../sql.ts';

/** A model's table within a statement, and its alias. */
export interface Scope {
  readonly model: Model;
  readonly alias: string;
  readonly catalog: Catalog;
  /** The number of rows at which reading the table may stop. Undefined if all of them are needed. */
  readonly pageRows?: number;
  /** True within a condition on related rows. */
  readonly isWithin?: boolean;
  /** True if there are more conditions on related rows than the servers can plan as joins. */
  readonly isCrowded?: boolean;
  /** The viewer's rights to the columns of this table. Undefined if rules restrict nothing. */
  readonly rights?: Rights | undefined;
  /** Builds the value of the viewer that a field of the scope's model is compared with. */
  readonly viewer?: ViewerReference | undefined;
}

/** Builds a value of the viewer by its name, as the operand of a comparison with a field. */
export type ViewerReference = (model: Model, field: Field, name: string) => Sql;

/** Builds the table with its alias: `` `Post` AS t ``. */
export function buildTable({ model, alias }: Scope): Sql {
  return sql`${name(model.table)} AS ${raw(alias)}`;
}

/**
 * Forces the index for reading the table before it, if there is one. The optimizers would choose another.
 */
export function hintIndex(index: string | undefined): Sql {
  return index === undefined ? raw('') : sql` FORCE INDEX (${name(index)})`;
}

/**
 * Builds the column of a field that the statement cannot do without.
 * @throws BadDataError If the table lacks it.
 */
export function buildColumn({ alias, catalog, model }: Scope, field: Field): Sql {
  if (catalog.lacks(model.table, field.column)) throw missingColumn(model, field);
  return sql`${raw(alias)}.${name(field.column)}`;
}

/** Finds the column of a field in the catalog. */
export function storedColumn({ catalog, model }: Scope, field: Field): Column | undefined {
  return catalog.column(model.table, field.column);
}

/** A column within its statement. */
export interface ComparedColumn {
  readonly expression: Sql;
  /** The column in the catalog. */
  readonly column: Column | undefined;
}

/** Builds the column of a field, with its description from the catalog. */
export function buildComparedColumn(scope: Scope, field: Field): ComparedColumn {
  return { expression: buildColumn(scope, field), column: storedColumn(scope, field) };
}

/** Builds a column of the join table that is read together with the model's table of a scope. */
export function buildJoinTableColumn(
  { alias, catalog }: Scope,
  { table }: JoinTable,
  column: string,
): ComparedColumn {
  return {
    expression: sql`${raw(`${alias}_between`)}.${name(column)}`,
    column: catalog.column(table, column),
  };
}

/** Builds the join table with its alias. */
export function buildJoinTable({ alias }: Scope, { table }: JoinTable): Sql {
  return sql`${name(table)} AS ${raw(`${alias}_between`)}`;
}

/** Builds the join table and the model's table, joined by the model's key. */
export function buildJoinedTables(scope: Scope, through: JoinTable, key: Field): Sql {
  const isTarget = compareColumns(
    buildComparedColumn(scope, key),
    buildJoinTableColumn(scope, through, through.to),
  );
  return sql`${buildJoinTable(scope, through)} JOIN ${buildTable(scope)} ON ${isTarget}`;
}

/** Returns the keys of the two rows that a join table links: of the row itself, and of the related one. */
export function joinedKeys({ name: relation, from, to }: Relation): {
  readonly own: Field;
  readonly key: Field;
} {
  const [own, key] = [from[0], to[0]];
  if (own === undefined || key === undefined) throw new Error(`Expected keys of ${relation}.`);
  return { own, key };
}

/** Builds the tables of a relation, and the condition that joins them to a row of `from`. */
export function buildRelated(
  from: Scope,
  relation: Relation,
  alias: string,
): { readonly scope: Scope; readonly tables: Sql; readonly condition: Sql } {
  const scope: Scope = { ...from, model: relation.target, alias, rights: undefined };
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
  const { own, key } = joinedKeys(relation);
  const condition = compareColumns(
    buildJoinTableColumn(scope, through, through.from),
    buildComparedColumn(from, own),
  );
  return { scope, tables: buildJoinedTables(scope, through, key), condition };
}

/**
 * Compares two columns by the rules of the first, because the collations of texts may differ. A character
 * that its character set lacks would become a question mark, and must not match one.
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
