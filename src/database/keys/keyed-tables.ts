import type { Shape, ViewerOperand } from '../../model/load.ts';
import type { KeyColumn } from './key-table.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import {
  buildJoinTable,
  buildTable,
  compareColumns,
  buildJoinTableColumn,
  buildComparedColumn,
  type Scope,
} from '../expression/scope.ts';
import { join, raw, sql, type Sql } from '../sql.ts';
import { buildViewerReference } from './viewer-reference.ts';

/** The tables that the rows of a shape are read from, and the columns that their keys are compared with. */
export interface KeyedTables {
  readonly scope: Scope;
  /** `` `Post` AS t ``, after the join table if keys are there. */
  readonly tables: Sql;
  readonly keys: readonly KeyColumn[];
  /** The columns that the viewer's values are compared with, if each key has its own values. */
  readonly viewers: readonly KeyColumn[];
  /**
   * The join table's column that holds the model's key, if it compares alike. With it, no row need be read.
   */
  readonly rowKey: Sql | undefined;
}

/**
 * Builds the tables of a shape, with `alias` as the name of the model's table. `hint` names the index to
 * use.
 */
export function buildKeyedTables(
  shape: Pick<Shape, 'model' | 'by' | 'through' | 'rights'>,
  catalog: Catalog,
  alias: string,
  hint: Sql = raw(''),
): KeyedTables {
  const { model, by, through, rights } = shape;
  const scope = buildShapeScope(shape, alias, catalog);
  const viewers = rights?.isShared === true ? rights.operands.map(buildViewerColumn(catalog)) : [];
  if (through === undefined) {
    const keys = by.map((field) => ({ field, ...buildComparedColumn(scope, field) }));
    return { scope, tables: sql`${buildTable(scope)}${hint}`, keys, viewers, rowKey: undefined };
  }
  const keys = by.map((field) => ({ field, ...buildJoinTableColumn(scope, through, through.from) }));
  const to = buildJoinTableColumn(scope, through, through.to);
  const targets = model.key.map((field) => buildComparedColumn(scope, field));
  const isTarget = join(
    targets.map((target) => compareColumns(target, to)),
    ' AND ',
  );
  const isAlike = targets.every(({ column }) => column?.collation === to.column?.collation);
  const tables = sql`${buildJoinTable(scope, through)} STRAIGHT_JOIN ${buildTable(scope)} ON ${isTarget}`;
  return { scope, tables, keys, viewers, rowKey: isAlike ? to.expression : undefined };
}

/** Builds the scope of the model's table of a shape. */
export function buildShapeScope(
  { model, rights }: Pick<Shape, 'model' | 'rights'>,
  alias: string,
  catalog: Catalog,
): Scope {
  return rights === undefined
    ? { model, alias, catalog }
    : { model, alias, catalog, rights, viewer: buildViewerReference(rights, catalog) };
}

function buildViewerColumn(catalog: Catalog): (operand: ViewerOperand, index: number) => KeyColumn {
  return ({ model, field }, index) => ({
    field,
    expression: raw(`k.v${index}`),
    column: catalog.column(model.table, field.column),
  });
}
