import { LRUCache } from 'lru-cache';
import type { Columns } from '../../model/columns.ts';
import type { Key, Shape, ViewerValues } from '../../model/load.ts';
import { describeKind } from './describe-kind.ts';
import { KnownColumns } from '../columns/known-columns.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { buildAggregateStatement } from './select-aggregate.ts';
import { buildRowStatement } from './select-row.ts';
import { buildRowsStatement } from './select-rows.ts';
import { buildSqlStatement } from './select-sql.ts';
import { bindViewer } from '../keys/viewer-reference.ts';
import type { BoundStatement, Statement } from '../statement.ts';
import { widestResult } from '../columns/widest-result.ts';

/**
 * Bounds of the kept statements: their number, and the total length of the ids of their shapes in
 * characters.
 */
const keptStatements = { max: 1_000, maxSize: 2_000_000 };

/** A statement with the maximum number of bytes that it may return per key. */
export interface CompiledStatement<S extends Shape = Shape> {
  readonly widestBytes: number;
  /** Binds keys. If all are one viewer's, `viewer` has the values; otherwise each key has them. */
  readonly bind: (keys: readonly Key[], viewer?: ViewerValues) => BoundStatement<S>;
}

interface Compiled {
  readonly columns: KnownColumns;
  /**
   * The statements by the ids of shapes and columns. A repeated document has equal shapes, but new objects.
   */
  readonly statements: LRUCache<string, CompiledStatement>;
}

const compiled = new WeakMap<Catalog, Compiled>();

/** Compiles a shape to a statement that reads at least these columns. */
export function buildStatement<S extends Shape>(
  shape: S,
  asked: Columns,
  catalog: Catalog,
): CompiledStatement<S> {
  let known = compiled.get(catalog);
  if (known === undefined) {
    known = { columns: new KnownColumns(), statements: new LRUCache(keptStatements) };
    compiled.set(catalog, known);
  }
  const columns =
    shape.kind === 'aggregate' || shape.kind === 'sql'
      ? asked
      : known.columns.settle(describeKind(shape), shape.model, asked);
  const id = `${shape.id} ${columns.id}`;
  let statement = known.statements.get(id);
  if (statement === undefined) {
    statement = {
      bind: buildBind(shape, columns, catalog),
      widestBytes: widestResult(shape, columns, catalog),
    };
    known.statements.set(id, statement, { size: id.length });
  }
  return statement;
}

/** Builds two statements if a shape compares with values of the viewer: for one viewer and for several. */
function buildBind(shape: Shape, columns: Columns, catalog: Catalog): CompiledStatement['bind'] {
  const { rights } = shape;
  const one = compile(shape, columns, catalog);
  if (rights === undefined || rights.operands.length === 0) return (keys) => one.bind(keys);
  let several: Statement | undefined;
  return (keys, viewer) => {
    if (viewer !== undefined) return bindViewer(one.bind(keys), viewer);
    several ??= compile({ ...shape, rights: { ...rights, isShared: true } }, columns, catalog);
    return several.bind(keys);
  };
}

function compile(shape: Shape, columns: Columns, catalog: Catalog): Statement {
  switch (shape.kind) {
    case 'row':
      return buildRowStatement(shape, columns, catalog);
    case 'rows':
      return buildRowsStatement(shape, columns, catalog);
    case 'aggregate':
      return buildAggregateStatement(shape, catalog);
    case 'sql':
      return buildSqlStatement(shape, catalog);
  }
}
