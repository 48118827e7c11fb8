import type { Columns } from '../../model/columns.ts';
import type { RowsShape } from '../../model/load.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { buildRowReader } from '../columns/row-reader.ts';
import { buildOrder, buildOrdering, reverseOrder } from '../expression/order.ts';
import { buildTable } from '../expression/scope.ts';
import { countRelations } from '../expression/where.ts';
import { buildShapeScope } from '../keys/keyed-tables.ts';
import { buildPagesStatement } from '../page/build-pages-statement.ts';
import { addExtras, selectExtras } from '../page/extras.ts';
import { buildPageConditions, hasServingOrder } from '../page/page-conditions.ts';
import { join, raw, selectExpression, sql, type Sql, value } from '../sql.ts';
import { modelAlias, type Statement } from '../statement.ts';
import { buildKeysFirst } from './keys-first.ts';

/** Compiles one page over the whole model, or a page per key in one statement. */
export function buildRowsStatement(shape: RowsShape, shown: Columns, catalog: Catalog): Statement<RowsShape> {
  return shape.by.length === 0 && shape.rights?.isShared !== true
    ? buildListStatement(shape, shown, catalog)
    : buildPagesStatement(shape, shown, catalog);
}

function buildListStatement(shape: RowsShape, shown: Columns, catalog: Catalog): Statement<RowsShape> {
  const { model, backward, limit } = shape;
  const scope = buildShapeScope(shape, modelAlias, catalog);
  const { joins, steps } = buildOrdering(backward ? reverseOrder(shape.orderBy) : shape.orderBy, scope);
  // If the rows cannot be sorted by themselves, a join would read the joined rows of all of them, not only
  // of the page.
  const isSortedAlone =
    joins.text === '' && (shape.where === undefined || countRelations(shape.where, scope) === 0);
  const {
    columns,
    joins: besides,
    read,
  } = buildRowReader(scope, isSortedAlone ? shown : { ...shown, joined: [] });
  const extras = selectExtras(steps);
  const conditions = buildPageConditions(shape, scope, steps);
  const where = conditions.length > 0 ? sql` WHERE ${join(conditions, ' AND ')}` : raw('');
  const cut = (selected: readonly Sql[], joined = raw('')): Sql =>
    sql`SELECT ${join(selected, ', ')} FROM ${buildTable(scope)}${joins}${joined}${where} ORDER BY ${buildOrder(steps)} LIMIT ${value(limit)}`;
  const isSortedByKeys =
    catalog.hasLateral &&
    shown.fields.some(({ long }) => long) &&
    catalog.indexes(model.table).length > 0 &&
    !hasServingOrder(scope, steps);
  const statement = isSortedByKeys
    ? buildKeysFirst({ scope, steps, columns, joins: besides, cut: (selected) => cut(selected) })
    : cut([...columns, ...extras.map(({ expression }) => selectExpression(expression))], besides);
  return {
    bind: (keys) => ({
      ...statement,
      align: (rows) => {
        const page = rows.map((values) => addExtras(read(values), values, columns.length, extras));
        if (backward) page.reverse();
        return keys.map(() => page);
      },
    }),
  };
}
