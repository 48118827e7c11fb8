import type { Shape } from '../model/load.ts';
import type { Catalog } from './read-catalog.ts';
import { buildAggregateStatement } from './select-aggregate.ts';
import { buildRowStatement } from './select-row.ts';
import { buildRowsStatement } from './select-rows.ts';
import type { Statement } from './statement.ts';

/** Statements of the shapes in use, by catalog: a shape that lives long (a lookup's) is compiled once. */
const compiled = new WeakMap<Catalog, WeakMap<Shape, Statement>>();

/** Compiles a shape to its statement. */
export function buildStatement<S extends Shape>(shape: S, catalog: Catalog): Statement<S> {
  let statements = compiled.get(catalog);
  if (statements === undefined) compiled.set(catalog, (statements = new WeakMap()));
  let statement = statements.get(shape);
  if (statement === undefined) statements.set(shape, (statement = compile(shape, catalog)));
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
