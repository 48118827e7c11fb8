import type { Answer, Key, Shape } from '../../model/load.ts';
import type { StoredRow } from '../connection/packet-row.ts';
import { integerBounds, isText } from '../catalog/column.ts';
import type { KeyColumn } from './key-table.ts';
import { join, sql, value, type Sql } from '../sql.ts';
import type { PartialStatement } from '../statement.ts';
import { encode, encodeForJson } from '../expression/wire.ts';

/** The SQL that reads a single key, and the reader of its answer. */
export interface OneKeyRead<S extends Shape> {
  readonly statement: Sql;
  readonly read: (rows: readonly StoredRow[]) => Answer<S>;
}

/** Stands for a value of the key among the parameters of a statement until it is bound. */
class KeyParameter {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/**
 * Returns true if parameters and a table of keys compare alike with these columns, as they do with numbers
 * and texts.
 */
export function arePlain(columns: readonly KeyColumn[]): boolean {
  return columns.every(isPlain);
}

/**
 * Compiles the statement of a single key, for plain columns. It compares them with parameters, so the
 * database needs no table of keys and can read a page from its beginning to its end. `build` makes the SQL
 * of a condition that selects the rows of the key.
 */
export function buildOneKeyStatement<S extends Shape>(
  columns: readonly KeyColumn[],
  build: (isKey: Sql) => OneKeyRead<S>,
): PartialStatement<S> {
  const isKey = columns.map(
    ({ expression }, index) => sql`${expression} = ${value(new KeyParameter(index))}`,
  );
  const { statement, read } = build(join(isKey, ' AND '));
  return {
    bind([key, ...others]) {
      const isTaken =
        key && others.length === 0 && columns.every((column, index) => isHeld(column, key, index));
      return isTaken ? { ...bindKey(statement, columns, key), align: (rows) => [read(rows)] } : undefined;
    },
  };
}

function bindKey({ text, parameters }: Sql, columns: readonly KeyColumn[], key: Key): Sql {
  const bindValue = (parameter: unknown): unknown => {
    if (!(parameter instanceof KeyParameter)) return parameter;
    const [field, wanted] = [columns[parameter.index]?.field, key.values[parameter.index] ?? null];
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

/** The greatest number that the driver can send. */
const sentMost = 2n ** 63n - 1n;

function isHeld({ field, column }: KeyColumn, { values }: Key, index: number): boolean {
  const wanted = values[index] ?? null;
  if (wanted === null || column?.holds(encodeForJson(field, wanted)) !== true) return false;
  return field.type !== 'BigInt' || BigInt(wanted) <= sentMost;
}
