import type { Field, Model, Relation } from '../model/model.ts';
import type { Column } from './column.ts';
import type { Catalog } from './read-catalog.ts';
import { join, name, raw, sql, type Sql } from './sql.ts';

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

/** The column of a field. */
export function buildColumn({ alias }: Scope, field: Field): Sql {
  return sql`${raw(alias)}.${name(field.column)}`;
}

/** What the database says of a field's column. */
export function storedColumn({ catalog, model }: Scope, field: Field): Column | undefined {
  return catalog.column(model.table, field.column);
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
    const pairs = relation.to.map((field, index) => link(scope, field, from, relation.from[index] ?? field));
    return { scope, tables: buildTable(scope), condition: join(pairs, ' AND ') };
  }
  const between = `${alias}_between`;
  const columns = (own: Scope, fields: readonly Field[], column: string): Sql =>
    join(
      fields.map((field) => sql`${raw(between)}.${name(column)} = ${buildColumn(own, field)}`),
      ' AND ',
    );
  return {
    scope,
    tables: sql`${name(through.table)} AS ${raw(between)} JOIN ${buildTable(scope)} ON ${columns(scope, relation.to, through.to)}`,
    condition: columns(from, relation.from, through.from),
  };
}

/**
 * Two columns of a relation, compared as the one that is looked up in is: texts may differ in their collations. What its
 * character set does not have would become a question mark, and must not find one.
 */
function link(target: Scope, to: Field, owner: Scope, from: Field): Sql {
  const wanted = storedColumn(target, to);
  const given = storedColumn(owner, from);
  const [place, value] = [buildColumn(target, to), buildColumn(owner, from)];
  if (wanted?.characterSet === undefined || wanted.collation === undefined) return sql`${place} = ${value}`;
  if (wanted.collation === given?.collation) return sql`${place} = ${value}`;
  const converted = sql`CONVERT(${value} USING ${raw(wanted.characterSet)})`;
  const equal = sql`${place} = ${converted} COLLATE ${name(wanted.collation)}`;
  if (wanted.characterSet === given?.characterSet || wanted.characterSet === 'utf8mb4') return equal;
  const [there, back] = [sql`CONVERT(${value} USING utf8mb4)`, sql`CONVERT(${converted} USING utf8mb4)`];
  return sql`(${equal} AND ${back} = ${there} COLLATE utf8mb4_bin)`;
}
