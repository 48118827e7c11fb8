import type { Field } from '../../model/model.ts';
import { buildColumn, type Scope } from '../expression/scope.ts';
import { join, name, sql, type Sql } from '../sql.ts';
import type { KnownRow } from './known-row.ts';
import { buildOperand } from './operand.ts';

/** The most rows that one statement names by their keys. It can have 65,535 parameters. */
export const keysPerStatement = 5_000;

/** Builds the condition that a row has one of these keys. Without a scope, columns are not qualified. */
export function buildKeysCondition(key: readonly Field[], rows: readonly KnownRow[], scope?: Scope): Sql {
  const column = (field: Field): Sql => (scope ? buildColumn(scope, field) : name(field.column));
  const [only, ...others] = key;
  if (rows.length > 1 && only && others.length === 0) {
    const operands = rows.map((row) => buildOperand(only, row.get(only) ?? null));
    return sql`${column(only)} IN (${join(operands, ', ')})`;
  }
  const each = rows.map((row) =>
    join(
      key.map((field) => sql`${column(field)} = ${buildOperand(field, row.get(field) ?? null)}`),
      ' AND ',
    ),
  );
  if (each.length === 1) return join(each, '');
  return sql`(${join(
    each.map((condition) => sql`(${condition})`),
    ' OR ',
  )})`;
}
