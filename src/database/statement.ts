import type { Answer, Key, Shape } from '../model/load.ts';
import { raw, type Sql } from './sql.ts';

/** A shape compiled to SQL. */
export interface Statement<S extends Shape = Shape> {
  /** The statement for these keys. Its text does not depend on their values, so few texts are ever prepared. */
  readonly bind: (keys: readonly Key[]) => Sql;
  /** Aligns rows, as arrays, to keys: one answer a key, in the order of the keys. */
  readonly align: (rows: readonly (readonly unknown[])[], keys: readonly Key[]) => Answer<S>[];
}

/** The table of keys within a statement. */
export const keysTable = raw('k');
/** The name of the model's table within a statement. */
export const modelAlias = 't';
