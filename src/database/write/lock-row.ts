import { ConflictError, NotFoundError } from '../../errors.ts';
import type { RowName, Unchanged } from '../../model/change.ts';
import { buildColumns } from '../../model/columns.ts';
import type { Row } from '../../model/load.ts';
import type { Field, Model } from '../../model/model.ts';
import type { PresentValue } from '../../model/read-value.ts';
import { buildComparison } from '../expression/compare.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { buildRowReader } from '../columns/row-reader.ts';
import { buildColumn, buildTable, type Scope, storedColumn } from '../expression/scope.ts';
import { join, sql, type Sql } from '../sql.ts';
import { modelAlias } from '../statement.ts';

/** Where the row is read. */
export interface LockContext {
  readonly catalog: Catalog;
  /** Runs a statement of our own in the transaction. */
  readonly query: (statement: Sql) => Promise<readonly (readonly unknown[])[]>;
}

/**
 * Reads a row and holds it until the transaction ends.
 * @throws NotFoundError when there is none; ConflictError when it is not what it must be.
 */
export async function lockRow(
  model: Model,
  where: RowName,
  shown: readonly Field[],
  { catalog, query }: LockContext,
  unchanged: Unchanged | undefined,
): Promise<Row> {
  const scope: Scope = { model, alias: modelAlias, catalog };
  const needed = new Set([...shown, ...(unchanged ? [unchanged.field] : [])]);
  const { columns, read } = buildRowReader(scope, buildColumns(model, needed));
  const isNamed = where.fields.map((field, index) =>
    buildComparison(
      buildColumn(scope, field),
      field,
      storedColumn(scope, field),
      '=',
      where.values[index] ?? '',
    ),
  );
  const [found] = await query(
    sql`SELECT ${join(columns, ', ')} FROM ${buildTable(scope)} WHERE ${join(isNamed, ' AND ')} FOR UPDATE`,
  );
  const row = found && read(found);
  if (!row) throw new NotFoundError(describeMissing(model, where));
  const stored = unchanged && row[unchanged.field.name];
  if (stored instanceof Error) throw stored;
  if (unchanged && !isSame(stored, unchanged.value)) {
    throw new ConflictError(
      `Argument "${unchanged.path}": expected ${unchanged.field.name} to be ${String(unchanged.value)} still, got ${String(stored)}; the ${model.names.type} has changed.`,
      undefined,
      { fields: [unchanged.field.name] },
    );
  }
  return row;
}

/** `Argument "id": there is no User with the id "5".` */
export function describeMissing({ names }: Model, { fields, values, path }: RowName): string {
  const named = fields.map(({ name }, index) => `${name} ${JSON.stringify(values[index])}`).join(' and ');
  return `Argument "${path}": there is no ${names.type} with the ${named}.`;
}

/** Whether both are one value; of an instant, zeros at the end make no difference. */
function isSame(stored: unknown, wanted: PresentValue): boolean {
  return withoutZeros(stored) === withoutZeros(wanted);
}

function withoutZeros(value: unknown): string {
  return String(value).replace(/\.(\d*?)0*Z$/, (_, digits: string) => (digits === '' ? 'Z' : `.${digits}Z`));
}
