import { buildOrder, type OrderStep } from '../expression/order.ts';
import { buildColumn, buildTable, type Scope } from '../expression/scope.ts';
import { selectExtras } from '../page/extras.ts';
import { join, raw, sql, type Sql } from '../sql.ts';

/** The parts of a list that is read by its keys. */
export interface KeysFirstParts {
  readonly scope: Scope;
  readonly steps: readonly OrderStep[];
  readonly columns: readonly Sql[];
  /** The joins of the tables of `columns`. */
  readonly joins: Sql;
  /** Builds the SELECT that sorts and cuts the list, with these columns. */
  readonly cut: (selected: readonly Sql[]) => Sql;
}

/**
 * Builds a list that sorts keys and order values alone, and reads the rows of the page by their keys. MySQL
 * would sort all rows with their long texts.
 */
export function buildKeysFirst({ scope, steps, columns, joins, cut }: KeysFirstParts): Sql {
  const { key } = scope.model;
  const extras = selectExtras(steps);
  const keys = cut([
    ...key.map((field, index) => sql`${buildColumn(scope, field)} AS ${raw(`c${index}`)}`),
    // A derived table may lose a type.
    ...steps.map(
      ({ expression, sorted, isNumbered }, at) =>
        sql`${sorted ?? expression}${raw(isNumbered && !sorted ? ' + 0' : '')} AS ${raw(`o${at}`)}`,
    ),
    ...extras.map(({ expression }, at) => sql`${expression} AS ${raw(`v${at}`)}`),
  ]);
  const selected = [...columns, ...extras.map((_, at) => raw(`p.v${at}`))];
  const isSame = key.map((field, index) => sql`${buildColumn(scope, field)} = ${raw(`p.c${index}`)}`);
  const sorted = steps.map((step, at) => ({ ...step, expression: raw(`p.o${at}`), sorted: undefined }));
  const order = buildOrder(sorted);
  return sql`SELECT ${join(selected, ', ')} FROM (${keys}) AS p STRAIGHT_JOIN ${buildTable(scope)} ON ${join(isSame, ' AND ')}${joins} ORDER BY ${order}`;
}
