import type { Answer, Key, Shape } from '../model/load.ts';
import { raw, type Sql } from './sql.ts';

/** A shape compiled to SQL. The text depends on the shape alone; all keys travel in one parameter. */
export interface Statement<S extends Shape = Shape> {
  readonly sql: Sql;
  /** Aligns rows, as arrays, to keys: one answer a key, in the order of the keys. */
  readonly align: (rows: readonly (readonly unknown[])[], keys: readonly Key[]) => Answer<S>[];
}

/** The table of keys within a statement. */
export const keysTable = raw('k');
/** The model's table within a statement. */
export const modelTable = raw('t');
