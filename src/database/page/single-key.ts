import type { RowsShape } from '../../model/load.ts';
import { buildRowReader } from '../columns/row-reader.ts';
import { hintIndex } from '../expression/scope.ts';
import { buildOneKeyStatement } from '../keys/one-key.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';
import { modelAlias, type PartialStatement } from '../statement.ts';
import type { KeyedPage } from './keyed-page.ts';
import { buildPageParts, orderByIndex } from './page-parts.ts';

/** Reads the page of a single key from its beginning to its end, in the order of the index. */
export function buildSingleKey(page: KeyedPage): PartialStatement<RowsShape> {
  const { columns, joins, read } = buildRowReader(page.scope, page.shown, 1);
  return buildOneKeyStatement<RowsShape>(page.keys, (isKey) => ({
    statement: selectPage(page, [raw('1'), ...columns], joins, isKey),
    read: (rows) => {
      const only = rows.map(read);
      return page.shape.backward ? only.toReversed() : only;
    },
  }));
}

function selectPage(
  { shape, catalog, index }: KeyedPage,
  selected: readonly Sql[],
  joins: Sql,
  isKey: Sql,
): Sql {
  const { keys, tables, conditions, steps } = buildPageParts(
    shape,
    catalog,
    modelAlias,
    hintIndex(index?.name),
  );
  return sql`SELECT ${join(selected, ', ')} FROM ${tables}${joins} WHERE ${join([isKey, ...conditions], ' AND ')} ORDER BY ${orderByIndex(keys, steps, index?.equalDescending)} LIMIT ${value(shape.limit)}`;
}
