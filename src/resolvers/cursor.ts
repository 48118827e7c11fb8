import { BadUserInputError } from '../errors.ts';
import type { OrderTerm, Row, Value } from '../model/load.ts';
import type { Model } from '../model/model.ts';
import { readFieldValue } from '../model/read-value.ts';

/** Writes a row's place in an ordering: the values it is ordered by. Inserts and deletes elsewhere do not move it. */
export function writeCursor(model: Model, orderBy: readonly OrderTerm[], row: Row): string {
  const values = orderBy.map(({ field }) => row[field.name]);
  const bad = values.find((value) => value instanceof Error);
  if (bad) throw bad;
  return Buffer.from(JSON.stringify([describeOrder(model, orderBy), ...values])).toString('base64url');
}

/**
 * Reads the place that a cursor of the same model and ordering names.
 * @throws BadUserInputError for garbage and for a cursor of another ordering.
 */
export function readCursor(
  model: Model,
  orderBy: readonly OrderTerm[],
  argument: string,
  cursor: string,
): readonly Value[] {
  const [order, ...values] = readParts(argument, cursor);
  if (order !== describeOrder(model, orderBy)) {
    throw new BadUserInputError(
      `Argument "${argument}": expected a cursor of ${model.names.type} in the order ${describeOrder(model, orderBy)}, got one in the order ${String(order)}.`,
    );
  }
  if (values.length !== orderBy.length) throw notACursor(argument, cursor);
  return orderBy.map(({ field }, index) => {
    const given = values[index];
    const value = given === null && field.nullable ? null : readFieldValue(field, given);
    if (value === undefined) throw notACursor(argument, cursor);
    return value;
  });
}

function readParts(argument: string, cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && typeof parts[0] === 'string') return parts;
  } catch {
    // Not JSON: no cursor either.
  }
  throw notACursor(argument, cursor);
}

function notACursor(argument: string, cursor: string): BadUserInputError {
  const shown = cursor.length > 60 ? `${cursor.slice(0, 60)}…` : cursor;
  return new BadUserInputError(
    `Argument "${argument}": expected a cursor from an earlier page, got ${JSON.stringify(shown)}.`,
  );
}

function describeOrder(model: Model, orderBy: readonly OrderTerm[]): string {
  return `${model.names.type}(${orderBy.map(({ field, descending }) => `${field.name} ${descending ? 'desc' : 'asc'}`).join(', ')})`;
}
