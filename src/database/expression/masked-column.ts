import type { Mask } from '../../model/load.ts';
import type { Field } from '../../model/model.ts';
import { missingColumn } from '../catalog/missing-column.ts';
import { raw, selectExpression, sql, type Sql } from '../sql.ts';
import { buildColumn, type Scope, storedColumn } from './scope.ts';
import { buildWhere } from './where.ts';
import { buildDecoder, type Decoder } from './wire.ts';

/** A selected column and the decoder of its values. */
export interface ShownColumn {
  readonly column: Sql;
  readonly decode: Decoder;
}

/**
 * Builds the column of a selected field, which is NULL where a rule hides it. If the table lacks it, each of
 * its values is an error.
 */
export function buildShownColumn(scope: Scope, field: Field): ShownColumn {
  const { catalog, model } = scope;
  const mask = findMask(scope, field);
  if (mask === false) return { column: raw('NULL'), decode: () => null };
  if (!catalog.lacks(model.table, field.column))
    return {
      column: selectExpression(buildMasked(scope, buildReadable(scope, field, mask), mask)),
      decode: buildDecoder(field),
    };
  const missing = missingColumn(model, field);
  return { column: raw('NULL'), decode: () => missing };
}

/** Builds the column that a mask is put on. Bits would become a text, so those of a flag are a number. */
function buildReadable(scope: Scope, field: Field, mask: Mask): Sql {
  const column = buildColumn(scope, field);
  const isFlag = field.type === 'Boolean' && storedColumn(scope, field)?.type === 'bit';
  return mask !== true && isFlag ? sql`${column} + 0` : column;
}

/** Finds the mask of a field of the scope's table. Without one, a guarded field is hidden. */
function findMask({ rights }: Scope, field: Field): Mask {
  if (rights === undefined || field.guarded !== true) return true;
  return rights.masks.get(field) ?? false;
}

/** Builds a value that is NULL in the rows of a scope that do not meet the mask. */
export function buildMasked(scope: Scope, shown: Sql, mask: Mask | undefined): Sql {
  if (mask === undefined || mask === true) return shown;
  return mask === false ? raw('NULL') : sql`CASE WHEN ${buildWhere(mask, scope)} THEN ${shown} END`;
}

/** Builds the value of a field for a measure, which is NULL where a rule hides it. */
export function buildValue(scope: Scope, field: Field): Sql {
  return buildMasked(scope, buildColumn(scope, field), findMask(scope, field));
}
