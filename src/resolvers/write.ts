import type { GraphQLResolveInfo } from 'graphql';
import type { Session } from '../loaders/session.ts';
import type { Change } from '../model/change.ts';
import { buildRowShape, type Key, type Row } from '../model/load.ts';
import type { Model, UniqueKey } from '../model/model.ts';
import { tracePath, type Resolver } from './context.ts';
import { selectedWideFields } from './look-ahead.ts';
import { readData, readRowName, readUnchanged, readUnique } from './read-data.ts';
import { readFilter } from './read-filter.ts';

/** Resolves `createUser`: the new row, as it is read after its write. */
export function createRow(model: Model): Resolver {
  return (_parent, { data }, { session }, info) =>
    writeRow({ kind: 'create', model, data: readData(model, data, 'data') }, session, info);
}

/** Resolves `createUsers`: the new rows, in the order given. */
export function createRows(model: Model): Resolver {
  return async (_parent, { data }, { session }, info) => {
    const given: readonly unknown[] = Array.isArray(data) ? data : [];
    const rows = given.map((row, index) => readData(model, row, `data[${index}]`));
    const { keys } = await session.write({ kind: 'createMany', model, rows }, tracePath(session, info));
    return keys.map((key) => loadRow(model, key, session, info));
  };
}

/** Resolves `updateUser`, or by another key `updateUserByEmail`. */
export function updateRow(model: Model, key: UniqueKey): Resolver {
  return (_parent, given, { session }, info) => {
    const where = readRowName(key, given, '');
    const data = readData(model, given['data'], 'data');
    const unchanged = readUnchanged(model, given);
    return writeRow({ kind: 'update', model, where, data, unchanged }, session, info);
  };
}

/** Resolves `upsertUser`. */
export function upsertRow(model: Model): Resolver {
  return (_parent, given, { session }, info) => {
    const where = readUnique(model, given['where'], 'where');
    const create = readData(model, given['create'], 'create');
    const update = readData(model, given['update'], 'update');
    return writeRow({ kind: 'upsert', model, where, create, update }, session, info);
  };
}

/** Resolves `deleteUser`, or by another key: the row as it was. */
export function deleteRow(model: Model, key: UniqueKey): Resolver {
  return async (_parent, given, { session }, info) => {
    const where = readRowName(key, given, '');
    const wide = selectedWideFields(model, info);
    const change: Change = { kind: 'delete', model, where, wide, unchanged: readUnchanged(model, given) };
    return (await session.write(change, tracePath(session, info))).deleted;
  };
}

/** Resolves `updateUsers`: how many rows met the conditions. */
export function updateRows(model: Model): Resolver {
  return async (_parent, given, { session }, info) => {
    const where = readFilter(model, given['where']);
    const data = readData(model, given['data'], 'data');
    const { count } = await session.write(
      { kind: 'updateMany', model, where, data },
      tracePath(session, info),
    );
    return { count };
  };
}

/** Resolves `deleteUsers`: how many rows met the conditions. */
export function deleteRows(model: Model): Resolver {
  return async (_parent, given, { session }, info) => {
    const where = readFilter(model, given['where']);
    const { count } = await session.write({ kind: 'deleteMany', model, where }, tracePath(session, info));
    return { count };
  };
}

async function writeRow(change: Change, session: Session, info: GraphQLResolveInfo): Promise<Row | null> {
  const { keys } = await session.write(change, tracePath(session, info));
  const [key] = keys;
  return key ? loadRow(change.model, key, session, info) : null;
}

/** Loads a row that was written, by the way of any other. */
function loadRow(model: Model, key: Key, session: Session, info: GraphQLResolveInfo): Promise<Row | null> {
  const shape = buildRowShape({ model, by: model.key, wide: selectedWideFields(model, info) });
  return session.load(shape, key, tracePath(session, info));
}
