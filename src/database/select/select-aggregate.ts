import { measureName, type AggregateShape, type Aggregate, type Measure } from '../../model/load.ts';
import { readStored, type StoredRow } from '../connection/packet-row.ts';
import type { Field } from '../../model/model.ts';
import { bindKeys, buildKeyCondition, buildKeyTable } from '../keys/key-table.ts';
import { buildKeyedTables } from '../keys/keyed-tables.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { buildShownColumn, buildValue } from '../expression/masked-column.ts';
import { storedColumn, type Scope } from '../expression/scope.ts';
import { join, raw, selectExpression, sql, type Sql } from '../sql.ts';
import { keysTable, modelAlias, type Statement } from '../statement.ts';
import { buildWhere } from '../expression/where.ts';
import { buildDecoder } from '../expression/wire.ts';

/** A measure in SQL: its selected columns, and the decoder of their values. */
interface SelectedMeasure {
  readonly name: string;
  readonly columns: readonly Sql[];
  readonly decode: (values: readonly unknown[]) => unknown;
}

/** Compiles measures of all rows of a model, or of the rows of each key in one statement. */
export function buildAggregateStatement(shape: AggregateShape, catalog: Catalog): Statement<AggregateShape> {
  const { by, where, measures } = shape;
  const keyed = buildKeyedTables(shape, catalog, modelAlias);
  const { scope, tables, keys, viewers } = keyed;
  const selected = measures.map((measure) => selectMeasure(measure, scope));
  const columns = selected.flatMap((each) => each.columns.map(selectExpression));
  const conditions = where ? [buildWhere(where, scope)] : [];
  if (by.length === 0 && viewers.length === 0) {
    const filter = conditions.length > 0 ? sql` WHERE ${join(conditions, ' AND ')}` : raw('');
    const statement = sql`SELECT ${join(columns, ', ')} FROM ${tables}${filter}`;
    return {
      bind: (asked) => ({
        ...statement,
        align: (rows) => asked.map(() => readAggregate(selected, rows[0], 0)),
      }),
    };
  }
  const position = sql`${keysTable}.i`;
  const found = join([buildKeyCondition(keys), ...conditions], ' AND ');
  const statement = sql`SELECT ${position}, ${join(columns, ', ')} FROM ${buildKeyTable(keyed)} STRAIGHT_JOIN ${tables} WHERE ${found} GROUP BY ${position}`;
  const none = readAggregate(selected, undefined, 1);
  return {
    bind: (asked) => ({
      ...bindKeys(statement, keyed, asked),
      align: (rows) => {
        const answers = Array.from<Aggregate>({ length: asked.length }).fill(none);
        for (const values of rows)
          answers[Number(readStored(values, 0)) - 1] = readAggregate(selected, values, 1);
        return answers;
      },
    }),
  };
}

/** Reads the aggregate of a row. Without a row, returns the aggregate of no rows. */
function readAggregate(
  selected: readonly SelectedMeasure[],
  row: StoredRow | undefined,
  offset: number,
): Aggregate {
  const read: Record<string, unknown> = {};
  let at = offset;
  for (const { name, columns, decode } of selected) {
    read[name] = decode(row ? columns.map(() => readStored(row, at++)) : []);
  }
  return read;
}

function selectMeasure(measure: Measure, scope: Scope): SelectedMeasure {
  const name = measureName(measure);
  if (measure.function === 'count') {
    return { name, columns: [raw('COUNT(*)')], decode: ([count = 0]) => Number(count) };
  }
  const { field } = measure;
  if (scope.catalog.lacks(scope.model.table, field.column)) {
    const { column, decode } = buildShownColumn(scope, field);
    return { name, columns: [column], decode };
  }
  const column = buildValue(scope, field);
  switch (measure.function) {
    case 'min':
    case 'max':
      return { name, ...buildExtreme(measure.function, field, scope) };
    case 'sum':
      return {
        name,
        columns: [sql`SUM(${column})`],
        decode: orNull(field.type === 'Float' ? Number : String),
      };
    case 'avg':
      return { name, ...buildAverage(field, column, storedColumn(scope, field)?.fractionDigits ?? 0) };
  }
}

/**
 * Builds a minimum or maximum. Bits are compared as a number, because MariaDB would compare them as text.
 */
function buildExtreme(which: 'min' | 'max', field: Field, scope: Scope): Omit<SelectedMeasure, 'name'> {
  const column = buildValue(scope, field);
  const compared = storedColumn(scope, field)?.type === 'bit' ? sql`${column} + 0` : column;
  const decode = buildDecoder(field);
  return {
    columns: [sql`${raw(which.toUpperCase())}(${compared})`],
    decode: ([value = null]) => decode(value),
  };
}

/** The maximum number of fraction digits of a DECIMAL. */
const decimalDigitsMax = 30;

/**
 * Builds an average. Floats are divided here, because AVG truncates after the fourth digit. The sum is exact
 * if the numbers are.
 */
function buildAverage(field: Field, column: Sql, fractionDigits: number): Omit<SelectedMeasure, 'name'> {
  if (field.type === 'Decimal') {
    const digits = Math.min(fractionDigits + 4, decimalDigitsMax);
    return { columns: [sql`ROUND(AVG(${column}), ${raw(String(digits))})`], decode: orNull(String) };
  }
  return {
    columns: [sql`SUM(${column})`, sql`COUNT(${column})`],
    decode: ([sum = null, count]) => (sum === null ? null : Number(sum) / Number(count)),
  };
}

function orNull(decode: (value: unknown) => unknown): SelectedMeasure['decode'] {
  return ([value = null]) => (value === null ? null : decode(value));
}
