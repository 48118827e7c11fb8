import { buildOrder, type OrderStep } from '../expression/order.ts';
import { selectExtras } from './extras.ts';
import type { PageParts } from './page-parts.ts';
import { buildColumn } from '../expression/scope.ts';
import { join, raw, sql, type Sql } from '../sql.ts';
import { keysTable } from '../statement.ts';

/** Numbers rows of the tables that are joined to the keys. */
export function numberJoined(parts: PageParts, steps: readonly OrderStep[], joined: Sql): Sql {
  const extras = selectExtras(steps).map(({ expression }) => expression);
  return number(
    sql`${keysTable}.i`,
    steps,
    [...selectRowKeys(parts), ...selectViewers(parts)],
    extras,
    joined,
  );
}

/** Numbers rows selected by `selectPage`, under the alias `s`. */
export function numberSelected(parts: PageParts, position: Sql, from: Sql): Sql {
  const { shape, steps } = parts;
  const selected = steps.map((step, at) => ({ ...step, expression: raw(`s.o${at}`), sorted: undefined }));
  const extras = selectExtras(steps).map((_, at) => raw(`s.v${at}`));
  const rowKeys = shape.model.key.map((_, index) => raw(`s.c${index}`));
  return number(position, selected, [...rowKeys, ...selectViewers(parts)], extras, from);
}

function number(
  position: Sql,
  steps: readonly OrderStep[],
  carried: readonly Sql[],
  extras: readonly Sql[],
  from: Sql,
): Sql {
  const named = extras.map((expression, index) => sql`${expression} AS ${raw(`x${index}`)}`);
  const rowNumber = sql`ROW_NUMBER() OVER (PARTITION BY ${position} ORDER BY ${buildOrder(steps)}) AS n`;
  return sql`SELECT ${position}, ${join([rowNumber, ...carried, ...named], ', ')} FROM ${from}`;
}

/** Selects the rows' own keys as `c0` … . */
export function selectRowKeys({ shape, scope, rowKey }: PageParts): readonly Sql[] {
  return shape.model.key.map(
    (field, index) => sql`${rowKey ?? buildColumn(scope, field)} AS ${raw(`c${index}`)}`,
  );
}

/** Selects the values of the viewer of each key, which masks of the rows' columns compare with. */
function selectViewers({ viewers }: PageParts): readonly Sql[] {
  return viewers.map((_, index) => sql`${keysTable}.${raw(`v${index}`)}`);
}
