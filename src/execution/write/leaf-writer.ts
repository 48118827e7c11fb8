import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLInt,
  type GraphQLLeafType,
  isLeafType,
  isNonNullType,
  type GraphQLOutputType,
  GraphQLString,
} from 'graphql';
import { BadDataError } from '../../errors.ts';
import { idScalar } from '../../schema/scalars.ts';
import type { Position } from '../position.ts';
import { fail, type Writing } from '../run.ts';
import type { ValueWriter } from './value-writer.ts';

/** Writes a value that is not null, or records the error of its type. */
type PresentWriter = (run: Writing, value: unknown, position: Position) => void;

/** Builds the writer of a scalar or an enum. `read` returns its value, or an error instead. */
export function buildLeafWriter<Source>(
  position: Position,
  type: GraphQLOutputType,
  read: (source: Source, number: number) => unknown,
): ValueWriter<Source> {
  const write = buildPresentWriter(type);
  const { isNullable } = position;
  return (run, source, number) => {
    const value = read(source, number);
    if (value === null || value === undefined) {
      if (isNullable) run.out.raw('null');
      else
        fail(
          run,
          position,
          new BadDataError(`The stored value of ${position.trace} is NULL, which the model does not allow.`),
        );
    } else if (value instanceof Error) {
      fail(run, position, value);
    } else {
      write(run, value, position);
    }
    return undefined;
  };
}

/** Builds the writer of a computed text. `read` may throw the error of a value. */
export function buildTextWriter<Source>(
  position: Position,
  read: (source: Source, number: number) => string,
): ValueWriter<Source> {
  return (run, source, number) => {
    let text: string;
    try {
      text = read(source, number);
    } catch (error) {
      return fail(run, position, error as Error); // nothing else is thrown
    }
    run.out.text(text);
    return undefined;
  };
}

/**
 * Builds the writer of values that are not null. It writes common types itself and converts others by
 * `serialize`.
 */
function buildPresentWriter(type: GraphQLOutputType): PresentWriter {
  const leaf = isNonNullType(type) ? type.ofType : type;
  if (!isLeafType(leaf)) throw new Error(`Expected a leaf type, but got: ${String(type)}.`);
  const serialize = buildSerializer(leaf);
  switch (leaf) {
    case GraphQLString:
    case idScalar:
      return (run, value, position) =>
        typeof value === 'string' ? run.out.text(value) : serialize(run, value, position);
    case GraphQLInt:
      return (run, value, position) =>
        typeof value === 'number' && (value | 0) === value
          ? run.out.integer(value)
          : serialize(run, value, position);
    case GraphQLFloat:
      return (run, value, position) =>
        Number.isFinite(value) ? run.out.raw(`${value as number}`) : serialize(run, value, position);
    case GraphQLBoolean:
      return (run, value, position) =>
        typeof value === 'boolean' ? run.out.raw(`${value}`) : serialize(run, value, position);
    default:
      return serialize;
  }
}

function buildSerializer(type: GraphQLLeafType): PresentWriter {
  return (run, value, position) => {
    let serialized: unknown;
    try {
      serialized = type.serialize(value);
    } catch (error) {
      fail(run, position, error as Error); // scalars and enums throw nothing else
      return;
    }
    if (typeof serialized === 'string') run.out.text(serialized);
    else run.out.value(serialized);
  };
}
