import { InternalError } from '../../errors.ts';
import type { Model } from '../../model/model.ts';
import { readOwnKey } from '../../resolvers/read-own-key.ts';
import { toError } from '../../std/to-error.ts';
import type { ListMemory, LoadedOwn } from '../load/loaded.ts';
import type { Position } from '../position.ts';
import { fail, type Writing } from '../run.ts';
import { type RelatedRow, type RowWriter, writeRelated } from './rows-writers.ts';
import { type Items, type ValueWriter, writeList } from './value-writer.ts';

/** Builds the writer of a field of the user's own below rows. */
export function buildOwnBranchWriter(branch: number, write: ValueWriter<LoadedOwn>): RowWriter {
  return (run, level, number) => write(run, level.branches[branch] as LoadedOwn, number); // a branch of that kind
}

/** Builds the writer of an object of the user's own. */
export function buildOwnObjectWriter(
  position: Position,
  write: ValueWriter<LoadedOwn>,
  label: string,
): ValueWriter<LoadedOwn> {
  return (run, loaded, number) => {
    const value = loaded.values[number];
    return isShown(run, position, value, label) ? write(run, loaded, number) : undefined;
  };
}

/** Builds the writer of a list of the user's own. */
export function buildOwnListWriter(
  position: Position,
  item: Position,
  writer: ValueWriter<LoadedOwn>,
  label: string,
): ValueWriter<LoadedOwn> {
  const items: Items<LoadedOwn> = { writer, isNullable: item.isNullable, depth: item.depth };
  return (run, loaded, number) => {
    const value = loaded.values[number];
    if (!isShown(run, position, value, label)) return undefined;
    const values = tryReadItems(value, loaded.lists);
    if (values instanceof Error) return fail(run, position, values);
    if (values === undefined)
      return fail(
        run,
        position,
        new InternalError(`Expected Iterable, but did not find one for field "${label}".`),
      );
    return writeList(run, items, { ...loaded, values }, 0, values.length);
  };
}

/** The lookup of the rows whose keys a field answers. */
interface KeyedField {
  readonly number: number;
  readonly model: Model;
  readonly label: string;
}

/** Builds the writer of a row whose key own code answers. */
export function buildKeyedRowWriter(
  related: RelatedRow,
  { number: lookup, model, label }: KeyedField,
): ValueWriter<LoadedOwn> {
  const { position } = related;
  return (run, { values, keyed }, number) => {
    const value = values[number];
    if (!isShown(run, position, value, label)) return undefined;
    const key = readOwnKey(model, value, label);
    if (key instanceof Error) return fail(run, position, key);
    const found = keyed[lookup];
    const row = found?.numbers.get(key.id);
    if (found === undefined || row === undefined)
      return fail(run, position, new InternalError(`${label}: expected a value that stays the same.`));
    return writeRelated(run, related, found.rows, row);
  };
}

/** Checks that a value is present, and otherwise writes null or its error. */
export function isShown(run: Writing, position: Position, value: unknown, label: string): boolean {
  if (value instanceof Error) fail(run, position, value);
  else if (value !== null && value !== undefined) return true;
  else if (position.isNullable) run.out.raw('null');
  else fail(run, position, new InternalError(`Cannot return null for non-nullable field ${label}.`));
  return false;
}

/** Reads a property of a value. Returns an error if it throws, or if it is no data. */
export function readOwnProperty(value: unknown, name: string, label: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    const property = (value as Readonly<Record<string, unknown>>)[name];
    return typeof property === 'function' || isPromise(property) ? refuseLater(property, label) : property;
  } catch (error) {
    return toError(error);
  }
}

/** Reads the items of a list. Returns undefined if the value is none. */
export function readItems(value: unknown, lists: ListMemory): readonly unknown[] | undefined {
  const items = tryReadItems(value, lists);
  return items instanceof Error ? undefined : items;
}

function tryReadItems(value: unknown, lists: ListMemory): readonly unknown[] | Error | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) return undefined;
  let items = lists.get(value);
  try {
    if (items === undefined) lists.set(value, (items = Array.from(value as Iterable<unknown>)));
  } catch (error) {
    return toError(error);
  }
  return items;
}

/** Refuses a value that is not there yet. Its later failure concerns nobody. */
function refuseLater(value: unknown, label: string): InternalError {
  if (isPromise(value)) value.catch?.(() => undefined);
  const got = isPromise(value) ? 'a promise, which must be awaited' : 'a function';
  return new InternalError(`${label}: expected a value, got ${got}.`);
}

function isPromise(value: unknown): value is Partial<Promise<unknown>> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
