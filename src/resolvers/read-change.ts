import type { Change } from '../model/change.ts';
import type { Field, Model, UniqueKey } from '../model/model.ts';
import { readCreation, readCreations, readUpdate, type DataContext } from './read-data.ts';
import { readFilter } from './read-filter.ts';
import { readRowArguments, readRowName } from './read-row-name.ts';
import { readUnchanged } from './read-unchanged.ts';
import { RowCount, type WriteLimits } from './row-count.ts';

/** The coerced arguments of a field. */
export type Arguments = Readonly<Record<string, unknown>>;

/**
 * Reads the change of a mutation field from its arguments. `shown` are the fields that it returns.
 * @throws BadUserInputError or TooComplexError naming the path in the arguments.
 */
export type ChangeReader = (given: Arguments, shown: readonly Field[]) => Change;

/** Builds the reader of `createUser`. */
export function buildCreateReader(model: Model, limits: WriteLimits): ChangeReader {
  return (given) => ({
    kind: 'create',
    model,
    data: readCreation(model, given['data'], contextOf('data', limits)),
  });
}

/** Builds the reader of `createUsers`. */
export function buildCreateManyReader(model: Model, limits: WriteLimits): ChangeReader {
  return (given) => ({
    kind: 'createMany',
    model,
    rows: readCreations(model, given['data'], contextOf('data', limits)),
  });
}

/** Builds the reader of `updateUser`, or of `updateUserByEmail` for another key. */
export function buildUpdateReader(model: Model, key: UniqueKey, limits: WriteLimits): ChangeReader {
  return (given) => ({
    kind: 'update',
    model,
    where: readRowArguments(key, given),
    data: readUpdate(model, given['data'], contextOf('data', limits)),
    unchanged: readUnchanged(model, key, given),
  });
}

/** Builds the reader of `upsertUser`. */
export function buildUpsertReader(model: Model, limits: WriteLimits): ChangeReader {
  return (given) => {
    const rows = new RowCount(limits);
    return {
      kind: 'upsert',
      model,
      where: readRowName(model, given['where'], 'where'),
      create: readCreation(model, given['create'], { path: 'create', rows }),
      update: readUpdate(model, given['update'], { path: 'update', rows }),
    };
  };
}

/** Builds the reader of `deleteUser`, or of `deleteUserByEmail` for another key. */
export function buildDeleteReader(model: Model, key: UniqueKey): ChangeReader {
  return (given, shown) => ({
    kind: 'delete',
    model,
    where: readRowArguments(key, given),
    shown,
    unchanged: readUnchanged(model, key, given),
  });
}

/** Builds the reader of `updateUsers`. */
export function buildUpdateManyReader(model: Model, limits: WriteLimits): ChangeReader {
  return (given) => ({
    kind: 'updateMany',
    model,
    where: readFilter(model, given['where']),
    data: readUpdate(model, given['data'], contextOf('data', limits)),
  });
}

/** Builds the reader of `deleteUsers`. */
export function buildDeleteManyReader(model: Model): ChangeReader {
  return (given) => ({ kind: 'deleteMany', model, where: readFilter(model, given['where']) });
}

function contextOf(argument: string, limits: WriteLimits): DataContext {
  return { path: argument, rows: new RowCount(limits) };
}
