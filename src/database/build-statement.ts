import { LRUCache } from 'lru-cache';
import type { Shape } from '../model/load.ts';
import type { Catalog } from './read-catalog.ts';
import { buildAggregateStatement } from './select-aggregate.ts';
import { buildRowStatement } from './select-row.ts';
import { buildRowsStatement } from './select-rows.ts';
import type { Statement } from './statement.ts';

/** Statements that are kept, and how long the ids of their shapes may be in all, in characters. */
const keptStatements = { max: 1_000, maxSize: 2_000_000 };

/** Statements by catalog and by the shapes' ids: a document that is asked again has shapes that are equal but new. */
const compiled = new WeakMap<Catalog, LRUCache<string, Statement>>();

/** Compiles a shape to its statement. */
export function buildStatement<S extends Shape>(shape: S, catalog: Catalog): Statement<S> {
  let statements = compiled.get(catalog);
  if (statements === undefined) compiled.set(catalog, (statements = new LRUCache(keptStatements)));
  let statement = statements.get(shape.id);
  if (statement === undefined)
    statements.set(shape.id, (statement = compile(shape, catalog)), { size: shape.id.length });
  return statement;
}

function compile(shape: Shape, catalog: Catalog): Statement {
  switch (shape.kind) {
    case 'row':
      return buildRowStatement(shape, catalog);
    case 'rows':
      return buildRowsStatement(shape, catalog);
    case 'aggregate':
      return buildAggregateStatement(shape, catalog);
  }
}
