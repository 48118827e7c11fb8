import type { Answer, Key, Shape } from '../model/load.ts';
import type { StoredRow } from './connection/packet-row.ts';
import { raw, type Sql } from './sql.ts';

/** A method of reading a page per key. Each has a file of its name in `page/`. */
export type PageMethod =
  'single-key' | 'union' | 'lateral' | 'index-range' | 'sorted-range' | 'numbered-range' | 'window';

/** A statement with bound keys. */
export interface BoundStatement<S extends Shape = Shape> extends Sql {
  /** The method by which it reads a page per key. Undefined for other reads. */
  readonly method?: PageMethod | undefined;
  /** Aligns rows to the keys. Returns one answer per key, in the order of the keys. */
  readonly align: (rows: readonly StoredRow[]) => Answer<S>[];
}

/** A shape compiled to SQL. */
export interface Statement<S extends Shape = Shape> {
  /** Binds keys. The text does not depend on their values, so few texts are prepared. */
  readonly bind: (keys: readonly Key[]) => BoundStatement<S>;
}

/** A shape compiled to SQL for some sets of keys only. For others, `bind` returns undefined. */
export interface PartialStatement<S extends Shape = Shape> {
  readonly bind: (keys: readonly Key[]) => BoundStatement<S> | undefined;
}

/** The alias of the table of keys within a statement. */
export const keysTable = raw('k');
/** The alias of the model's table within a statement. */
export const modelAlias = 't';
