import type { Change } from '../model/change.ts';
import type { Field, Model, UniqueKey } from '../model/model.ts';
import { oneStep, type Steps } from '../std/in-steps.ts';
import { readCreation, readCreations, readUpdate, type DataContext } from './read-data.ts';
import { readFilter } from './read-filter.ts';
import { readRowArguments, readRowName } from './read-row-name.ts';
import { readUnchanged } from './read-unchanged.ts';
import { RowCount, type WriteLimits } from './row-count.ts';

/** The coerced arguments of a field. */
export type Arguments = Readonly<Record<string, unknown>>;

/**
 * Reads the change of a mutation field from its arguments, row by row. `shown` are the fields that it
 * returns.
 * @throws BadUserInputError or TooComplexError naming the path in the arguments.
 */
export type ChangeReader = (given: Arguments, shown: readonly Field[]) => Steps<Change>;

/** Builds the reader of `createUser`. */
export function buildCreateReader(model: Model, limits: WriteLimits): ChangeReader {
  return function* (given) {
    return {
      kind: 'create',
      model,
      data: yield* readCreation(model, given['data'], contextOf('data', limits)),
    };
  };
}

/** Builds the reader of `createUsers`. */
export function buildCreateManyReader(model: Model, limits: WriteLimits): ChangeReader {
  return function* (given) {
    return {
      kind: 'createMany',
      model,
      rows: yield* readCreations(model, given['data'], contextOf('data', limits)),
    };
  };
}

/** Builds the reader of `updateUser`, or of `updateUserByEmail` for another key. */
export function buildUpdateReader(model: Model, key: UniqueKey, limits: WriteLimits): ChangeReader {
  return function* (given) {
    return {
      kind: 'update',
      model,
      where: readRowArguments(key, given),
      data: yield* readUpdate(model, given['data'], contextOf('data', limits)),
      unchanged: readUnchanged(model, key, given),
    };
  };
}

/** Builds the reader of `upsertUser`. */
export function buildUpsertReader(model: Model, limits: WriteLimits): ChangeReader {
  return function* (given) {
    const rows = new RowCount(limits);
    return {
      kind: 'upsert',
      model,
      where: readRowName(model, given['where'], 'where'),
      create: yield* readCreation(model, given['create'], { path: 'create', rows }),
      update: yield* readUpdate(model, given['update'], { path: 'update', rows }),
    };
  };
}

/** Builds the reader of `deleteUser`, or of `deleteUserByEmail` for another key. */
export function buildDeleteReader(model: Model, key: UniqueKey): ChangeReader {
  return (given, shown) =>
    oneStep(() => ({
      kind: 'delete',
      model,
      where: readRowArguments(key, given),
      shown,
      unchanged: readUnchanged(model, key, given),
    }));
}

/** Builds the reader of `updateUsers`. */
export function buildUpdateManyReader(model: Model, limits: WriteLimits): ChangeReader {
  return function* (given) {
    return {
      kind: 'updateMany',
      model,
      where: readFilter(model, given['where']),
      data: yield* readUpdate(model, given['data'], contextOf('data', limits)),
    };
  };
}

/** Builds the reader of `deleteUsers`. */
export function buildDeleteManyReader(model: Model): ChangeReader {
  return (given) => oneStep(() => ({ kind: 'deleteMany', model, where: readFilter(model, given['where']) }));
}

function contextOf(argument: string, limits: WriteLimits): DataContext {
  return { path: argument, rows: new RowCount(limits) };
}
