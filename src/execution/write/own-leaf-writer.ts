import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';
import { BadDataError, InternalError } from '../../errors.ts';
import type { FieldType } from '../../model/model.ts';
import { readValue, wanted } from '../../model/read-value.ts';
import type { LoadedOwn } from '../load/loaded.ts';
import type { Position } from '../position.ts';
import { fail } from '../run.ts';
import { buildLeafWriter } from './leaf-writer.ts';
import { isShown } from './own-writers.ts';
import type { ValueWriter } from './value-writer.ts';

/** Builds the writer of a scalar or an enum that own code answers. */
export function buildOwnLeafWriter(
  position: Position,
  type: GraphQLLeafType,
  label: string,
): ValueWriter<LoadedOwn> {
  const read = buildRead(type, label);
  const write = read && buildLeafWriter<unknown>(position, type, read);
  return (run, { values }, number) => {
    const value = values[number];
    if (!isShown(run, position, value, label)) return undefined;
    if (write) return write(run, value, 0);
    let json: string | undefined;
    try {
      json = JSON.stringify(value);
    } catch (error) {
      return fail(run, position, error as Error); // a cycle, a bigint, or the error of a toJSON
    }
    if (json === undefined)
      return fail(run, position, new InternalError(`${label}: expected JSON, got a ${typeof value}.`));
    run.out.jsonText(json);
    return undefined;
  };
}

/**
 * Builds the function that makes a value ready for its scalar. Undefined for scalars that take any JSON:
 * `JSON` and the user's own.
 */
function buildRead(type: GraphQLLeafType, label: string): ((value: unknown) => unknown) | undefined {
  if (isEnumType(type) || isSpecifiedScalarType(type)) return (value) => value;
  const { name } = type;
  if (!(name in wanted) || name === 'Json') return undefined;
  const fieldType = name as FieldType; // one of the keys of `wanted`
  return (value) =>
    readValue(fieldType, toWire(fieldType, value)) ??
    new BadDataError(`${label}: expected ${wanted[fieldType]}, got a ${typeof value} that is none.`);
}

/** Converts the objects that JavaScript has for some types. */
function toWire(type: FieldType, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime()))
    return type === 'Date' ? value.toISOString().slice(0, 10) : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return value;
}
