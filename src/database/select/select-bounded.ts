import type { Asked } from '../../model/columns.ts';
import type { StoredRow } from '../connection/packet-row.ts';
import type { Answer, Shape } from '../../model/load.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import type { BoundStatement, PageMethod } from '../statement.ts';
import { buildStatement } from './build-statement.ts';

/** The answers of one statement, and its entry in a trace. */
export interface StatementAnswers<S extends Shape = Shape> {
  /** One answer per key, in the order of the keys. */
  readonly answers: readonly Answer<S>[];
  readonly text: string;
  /** The method by which a page per key was read. */
  readonly method: PageMethod | undefined;
  readonly rows: number;
  readonly runMs: number;
}

/** The means to run a SELECT, and its bounds. */
export interface SelectOptions {
  readonly catalog: Catalog;
  /** The bytes that one statement may read. */
  readonly responseMaxBytes: number;
  /** Runs the statement. `maxBytes` is undefined if the rows cannot exceed it, which saves the counting. */
  readonly run: (statement: BoundStatement, maxBytes: number | undefined) => Promise<readonly StoredRow[]>;
}

/**
 * Answers the keys of a shape in one statement, with at least these columns, on the pool or in a
 * transaction.
 */
export async function selectBounded<S extends Shape>(
  shape: S,
  { keys, columns, viewer }: Asked,
  { catalog, responseMaxBytes, run }: SelectOptions,
): Promise<StatementAnswers<S>> {
  const statement = buildStatement(shape, columns, catalog);
  const bound = statement.bind(keys, viewer);
  const startedMs = performance.now();
  const isBounded = keys.length * statement.widestBytes <= responseMaxBytes;
  const rows = await run(bound, isBounded ? undefined : responseMaxBytes);
  const answers = bound.align(rows);
  const { text, method } = bound;
  return { answers, text, method, rows: rows.length, runMs: performance.now() - startedMs };
}
