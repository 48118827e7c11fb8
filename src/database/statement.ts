import type { Answer, Key, Shape } from '../model/load.ts';
import { raw, type Sql } from './sql.ts';

/** A method by which a page per key is read; each stands in a file of its name in `page/`. */
export type PageMethod =
  'single-key' | 'union' | 'lateral' | 'index-range' | 'sorted-range' | 'numbered-range' | 'window';

/** A statement for the keys that it is bound to. */
export interface BoundStatement<S extends Shape = Shape> extends Sql {
  /** The method by which it reads a page per key; left out where it reads anything else. */
  readonly method?: PageMethod | undefined;
  /** Aligns rows, as arrays, to the keys: one answer a key, in the order of the keys. */
  readonly align: (rows: readonly (readonly unknown[])[]) => Answer<S>[];
}

/** A shape compiled to SQL. */
export interface Statement<S extends Shape = Shape> {
  /** Binds keys. The text does not depend on their values, so few texts are ever prepared. */
  readonly bind: (keys: readonly Key[]) => BoundStatement<S>;
}

/** A shape compiled to SQL for some batches alone: of other keys there is no statement. */
export interface PartialStatement<S extends Shape = Shape> {
  readonly bind: (keys: readonly Key[]) => BoundStatement<S> | undefined;
}

/** The table of keys within a statement. */
export const keysTable = raw('k');
/** The name of the model's table within a statement. */
export const modelAlias = 't';
