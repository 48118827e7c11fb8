import type { Answer, Key, Shape } from '../../model/load.ts';
import { integerBounds, isText } from '../catalog/column.ts';
import type { KeyColumn } from './key-table.ts';
import { join, sql, value, type Sql } from '../sql.ts';
import type { Statement } from '../statement.ts';
import { encode, encodeForJson } from '../expression/wire.ts';

/** What is read for a key alone: its statement, and the key's answer out of the rows. */
export interface OneKeyStatement<S extends Shape> {
  readonly statement: Sql;
  readonly read: (rows: readonly (readonly unknown[])[]) => Answer<S>;
}

/** Stands for a value of the key in the parameters of a statement until it is known. */
class KeyParameter {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/**
 * Has a key that is loaded alone compared with parameters in the place of a table of keys, which spares the database the
 * table and lets it read a page from its beginning to its end. For keys of numbers and texts, which compare alike either
 * way; `build` makes the statement of the condition that rows are the key's.
 */
export function withOneKey<S extends Shape>(
  many: Statement<S>,
  columns: readonly KeyColumn[],
  build: (isKey: Sql) => OneKeyStatement<S>,
): Statement<S> {
  if (!columns.every(isPlain)) return many;
  const isKey = columns.map(({ place }, index) => sql`${place} = ${value(new KeyParameter(index))}`);
  const { statement, read } = build(join(isKey, ' AND '));
  const takesAlone = ([key, ...others]: readonly Key[]): boolean =>
    key !== undefined && others.length === 0 && columns.every((column, index) => isHeld(column, key, index));
  return {
    bind: (keys) => (takesAlone(keys) ? bindKey(statement, columns, keys) : many.bind(keys)),
    align: (rows, keys) => (takesAlone(keys) ? [read(rows)] : many.align(rows, keys)),
  };
}

function bindKey({ text, parameters }: Sql, columns: readonly KeyColumn[], [key]: readonly Key[]): Sql {
  const bindValue = (parameter: unknown): unknown => {
    if (!(parameter instanceof KeyParameter)) return parameter;
    const [field, wanted] = [columns[parameter.index]?.field, key?.values[parameter.index] ?? null];
    return field === undefined || wanted === null ? null : encode(field, wanted);
  };
  return { text, parameters: parameters.map(bindValue) };
}

function isPlain({ field: { type }, column }: KeyColumn): boolean {
  if (column === undefined) return false;
  if (type === 'String') return isText(column);
  return (
    (type === 'Int' || type === 'UnsignedInt' || type === 'BigInt') && integerBounds(column) !== undefined
  );
}

/** The most that the driver sends as a number. */
const sentMost = 2n ** 63n - 1n;

function isHeld({ field, column }: KeyColumn, { values }: Key, index: number): boolean {
  const wanted = values[index] ?? null;
  if (wanted === null || column?.holds(encodeForJson(field, wanted)) !== true) return false;
  return field.type !== 'BigInt' || BigInt(wanted) <= sentMost;
}
