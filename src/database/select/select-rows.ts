import { buildColumns, type Columns } from '../../model/columns.ts';
import type { Key, Row, RowsShape } from '../../model/load.ts';
import { buildOrder, buildOrdering, reverseOrder, type OrderStep } from '../expression/order.ts';
import { buildKeyedPage, type KeyedPage } from '../page/keyed-page.ts';
import { bindKeys } from '../keys/key-table.ts';
import { withOneKey } from '../keys/one-key.ts';
import { buildPageConditions } from '../page/page-conditions.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { buildRowReader } from '../columns/row-reader.ts';
import { buildColumn, buildTable, type Scope } from '../expression/scope.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';
import { buildComparer, isSorted } from '../page/sort-rows.ts';
import { modelAlias, type Statement } from '../statement.ts';
import { countRelations } from '../expression/where.ts';

/** Compiles a page of rows: one page over the whole model, or a page per key in one statement. */
export function buildRowsStatement(shape: RowsShape, shown: Columns, catalog: Catalog): Statement<RowsShape> {
  return shape.by.length === 0
    ? buildListStatement(shape, shown, catalog)
    : buildPagesStatement(shape, shown, catalog);
}

function buildListStatement(shape: RowsShape, shown: Columns, catalog: Catalog): Statement<RowsShape> {
  const { model, backward, limit } = shape;
  const scope: Scope = { model, alias: modelAlias, catalog };
  const { joins, steps } = buildOrdering(backward ? reverseOrder(shape.orderBy) : shape.orderBy, scope);
  // What is joined to rows that are not sorted by themselves would be joined to all of them, and not to the page's alone.
  const isSortedAlone =
    joins.text === '' && (shape.where === undefined || countRelations(shape.where, scope) === 0);
  const {
    columns,
    joins: besides,
    read,
  } = buildRowReader(scope, isSortedAlone ? shown : { ...shown, along: [] });
  const extras = steps.filter(({ field }) => field === undefined);
  const conditions = buildPageConditions(shape, scope, steps);
  const where = conditions.length > 0 ? sql` WHERE ${join(conditions, ' AND ')}` : raw('');
  const selected = [...columns, ...extras.map(({ expression }) => expression)];
  const statement = sql`SELECT ${join(selected, ', ')} FROM ${buildTable(scope)}${joins}${besides}${where} ORDER BY ${buildOrder(steps)} LIMIT ${value(limit)}`;
  return {
    bind: () => statement,
    align: (rows, keys) => {
      const page = rows.map((values) => withExtras(read(values), values, columns.length, extras));
      if (backward) page.reverse();
      return keys.map(() => page);
    },
  };
}

/** A key alone has its page read from the beginning to the end of it, where an index gives that. */
function buildPagesStatement(shape: RowsShape, shown: Columns, catalog: Catalog): Statement<RowsShape> {
  const page = buildKeyedPage(shape, catalog);
  const many = buildManyStatement(shape, shown, catalog, page);
  const { selectOne } = page;
  if (selectOne === undefined) return many;
  const { model, backward } = shape;
  const scope: Scope = { model, alias: modelAlias, catalog };
  const { columns, joins, read } = buildRowReader(scope, shown, 1);
  return withOneKey(many, page.keys, (isKey) => ({
    statement: selectOne(columns, joins, isKey),
    read: (rows) => {
      const only = rows.map(read);
      return backward ? only.toReversed() : only;
    },
  }));
}

/**
 * The page of each key is found by the columns of an index alone. Where the database can give it sorted, its rows are
 * read as they are; else they are numbered there, and read whole by their own key, so that rows beyond the page, and
 * their texts, are never read and nothing is sorted twice.
 */
function buildManyStatement(
  shape: RowsShape,
  shown: Columns,
  catalog: Catalog,
  page: KeyedPage,
): Statement<RowsShape> {
  const { model, backward, limit } = shape;
  const scope: Scope = { model, alias: modelAlias, catalog };
  const unsorted =
    page.selectUnsorted && buildUnsortedStatement(shape, shown, scope, page, page.selectUnsorted);
  if (unsorted) return unsorted;
  // Long texts would send the sort to the disk.
  if (page.selectSorted && shape.long.length === 0) {
    const { columns, joins, read } = buildRowReader(scope, shown, 1);
    const sorted = page.selectSorted(columns, joins);
    return {
      bind: (keys) => bindKeys(sorted, page.keys, keys),
      align: (rows, keys) => {
        const pages = keys.map((): Row[] => []);
        for (const values of rows) pages[Number(values[0]) - 1]?.push(read(values));
        if (backward) for (const each of pages) each.reverse();
        return pages;
      },
    };
  }
  const { columns, joins, read } = buildRowReader(scope, shown, 2);
  const extras = page.steps.filter(({ field }) => field === undefined);
  const build = (numbered: Sql): Sql => {
    const carried = extras.map((_, index) => raw(`p.x${index}`));
    const isSame = model.key.map((field, index) => sql`${buildColumn(scope, field)} = ${raw(`p.c${index}`)}`);
    return sql`SELECT p.i, p.n, ${join([...columns, ...carried], ', ')} FROM (${numbered}) AS p STRAIGHT_JOIN ${buildTable(scope)} ON ${join(isSame, ' AND ')}${joins} WHERE p.n <= ${value(limit)}`;
  };
  const forAny = build(page.numbered);
  const bind = (keys: readonly Key[]): Sql => {
    const numbered = page.numberFew?.(keys);
    return numbered ? build(numbered) : bindKeys(forAny, page.keys, keys);
  };
  return {
    bind,
    align: (rows, keys) => {
      const pages = keys.map((): Row[] => []);
      for (const values of rows) {
        const row = withExtras(read(values), values, 2 + columns.length, extras);
        const at = pages[Number(values[0]) - 1];
        if (at !== undefined) at[Number(values[1]) - 1] = row;
      }
      if (backward) for (const each of pages) each.reverse();
      return pages;
    },
  };
}

/** Has the rows brought into their order here, where their values compare here as they do in the database. */
function buildUnsortedStatement(
  { model, backward }: RowsShape,
  shown: Columns,
  scope: Scope,
  { keys: keyColumns, steps }: KeyedPage,
  select: NonNullable<KeyedPage['selectUnsorted']>,
): Statement<RowsShape> | undefined {
  const ordered = steps.flatMap(({ field }) => field ?? []);
  const needed = buildColumns(model, new Set([...shown.fields, ...ordered]), shown.along);
  const { columns, joins, read } = buildRowReader(scope, needed, 1);
  const compare = buildComparer(steps, scope, (field) => 1 + needed.fields.indexOf(field));
  if (compare === undefined) return undefined;
  const unsorted = select(columns, joins);
  return {
    bind: (keys) => bindKeys(unsorted, keyColumns, keys),
    align: (rows, keys) => {
      const pages = groupByKey(rows, keys.length);
      return pages.map((page) => {
        if (!isSorted(page, compare)) page.sort(compare);
        if (backward) page.reverse();
        return page.map(read);
      });
    },
  };
}

/** The rows of each key. They stand together, unless the server is told to gather what it joins. */
function groupByKey(rows: readonly (readonly unknown[])[], keyCount: number): (readonly unknown[])[][] {
  const pages = Array.from({ length: keyCount }, (): (readonly unknown[])[] => []);
  for (let start = 0, end = 0; start < rows.length; start = end) {
    const position = rows[start]?.[0];
    while (end < rows.length && rows[end]?.[0] === position) end++;
    const at = Number(position) - 1;
    const before = pages[at];
    const together = rows.slice(start, end);
    pages[at] = before === undefined || before.length === 0 ? together : [...before, ...together];
  }
  return pages;
}

/** The row with what it is ordered by elsewhere, for its cursor. */
function withExtras(
  row: Record<string, unknown>,
  values: readonly unknown[],
  offset: number,
  extras: readonly OrderStep[],
): Row {
  for (const [index, { name, decode }] of extras.entries()) row[name] = decode(values[offset + index]);
  return row;
}
