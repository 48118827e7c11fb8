import { BadDataError, BadUserInputError } from '../errors.ts';
import {
  orderTermName,
  type OrderTerm,
  type CursorValue,
  type Row,
  type StoredValue,
} from '../model/load.ts';
import type { Model } from '../model/model.ts';
import { readFieldValue } from '../model/read-value.ts';
import { cutToSorted } from '../model/sorted-text.ts';
import { readStoredValue } from '../model/read-stored-value.ts';

/** Writes the cursor of a row. */
export type CursorWriter = (row: Row) => string;

/**
 * Builds the writer of cursors for an ordering. A cursor holds the values that the row is ordered by, so
 * inserts and deletes of other rows do not move it.
 */
export function buildCursorWriter(model: Model, orderBy: readonly OrderTerm[]): CursorWriter {
  const order = describeOrder(model, orderBy);
  const names = orderBy.map(orderTermName);
  return (row) => {
    const parts: unknown[] = [order];
    for (const name of names) {
      const value = row[name];
      parts.push(
        typeof value === 'string'
          ? cutToSorted(value)
          : value instanceof Error
            ? storedValueOf(value)
            : value,
      );
    }
    return Buffer.from(JSON.stringify(parts)).toString('base64url');
  };
}

/** Returns the stored form of a value that cannot be shown, so that clients can page beyond it. */
function storedValueOf(value: Error): StoredValue {
  if (!(value instanceof BadDataError) || value.stored === undefined) throw value;
  return { stored: value.stored };
}

/**
 * Reads a cursor of the same model and ordering.
 * @throws BadUserInputError if it is malformed or of another ordering.
 */
export function readCursor(
  model: Model,
  orderBy: readonly OrderTerm[],
  argument: string,
  cursor: string,
): readonly CursorValue[] {
  const [order, ...values] = readParts(argument, cursor);
  if (order !== describeOrder(model, orderBy)) {
    throw new BadUserInputError(
      `Argument "${argument}": expected a cursor of ${model.names.type} in the order ${describeOrder(model, orderBy)}, got one in the order ${String(order)}.`,
    );
  }
  if (values.length !== orderBy.length) throw notACursor(argument, cursor);
  return orderBy.map((term, index) => {
    const value = readTermValue(term, values[index]);
    if (value === undefined) throw notACursor(argument, cursor);
    return value;
  });
}

/** Reads one value of a cursor. A value of a related row may always be null. */
function readTermValue(term: OrderTerm, given: unknown): CursorValue | undefined {
  if (term.kind === 'count')
    return typeof given === 'number' && Number.isSafeInteger(given) && given >= 0 ? given : undefined;
  const { field, path } = term;
  if (given === null) return field.nullable || field.guarded === true || path.length > 0 ? null : undefined;
  return typeof given === 'object' ? readStoredValue(term.field, given) : readFieldValue(term.field, given);
}

function readParts(argument: string, cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && typeof parts[0] === 'string') return parts;
  } catch {
    // Not JSON, so not a cursor.
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
  const terms = orderBy.map((term) => `${orderTermName(term)} ${term.descending ? 'desc' : 'asc'}`);
  return `${model.names.type}(${terms.join(', ')})`;
}
