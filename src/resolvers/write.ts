import type { GraphQLResolveInfo } from 'graphql';
import type { Session } from '../loaders/session.ts';
import type { Change } from '../model/change.ts';
import type { Row } from '../model/load.ts';
import type { Model, UniqueKey } from '../model/model.ts';
import { fieldPlaceOf, tracePath, type Resolver } from './context.ts';
import { loadRow, planRow } from './load-ahead.ts';
import { selectedWideFields } from './look-ahead.ts';
import { readCreation, readCreations, readUpdate, type DataPlace } from './read-data.ts';
import { readFilter } from './read-filter.ts';
import { readKeyArguments, readRowName } from './read-row-name.ts';
import type { PageLimits } from './read-page.ts';
import { readUnchanged } from './read-unchanged.ts';
import { RowCount, type WriteLimits } from './row-count.ts';

/** Resolves `createUser`: the new row, as it is read after its write. */
export function createRow(model: Model, limits: WriteLimits & PageLimits): Resolver {
  return (_parent, given, { session }, info) => {
    const data = readCreation(model, given['data'], placeOf('data', limits));
    return writeRow({ kind: 'create', model, data }, session, info, limits);
  };
}

/** Resolves `createUsers`: the new rows, in the order given. */
export function createRows(model: Model, limits: WriteLimits & PageLimits): Resolver {
  return (_parent, given, { session }, info) => {
    const rows = readCreations(model, given['data'], placeOf('data', limits));
    return writeRows({ kind: 'createMany', model, rows }, session, info, limits);
  };
}

/** Resolves `updateUser`, or by another key `updateUserByEmail`: the row, as it is read after its write. */
export function updateRow(model: Model, key: UniqueKey, limits: WriteLimits & PageLimits): Resolver {
  return (_parent, given, { session }, info) => {
    const where = readKeyArguments(key, given);
    const data = readUpdate(model, given['data'], placeOf('data', limits));
    const unchanged = readUnchanged(model, key, given);
    return writeRow({ kind: 'update', model, where, data, unchanged }, session, info, limits);
  };
}

/** Resolves `upsertUser`: the row, as it is read after its write. */
export function upsertRow(model: Model, limits: WriteLimits & PageLimits): Resolver {
  return (_parent, given, { session }, info) => {
    const rows = new RowCount(limits);
    const where = readRowName(model, given['where'], 'where');
    const create = readCreation(model, given['create'], { place: 'create', rows });
    const update = readUpdate(model, given['update'], { place: 'update', rows });
    return writeRow({ kind: 'upsert', model, where, create, update }, session, info, limits);
  };
}

/** Resolves `deleteUser`, or by another key: the row as it was. */
export function deleteRow(model: Model, key: UniqueKey): Resolver {
  return async (_parent, given, { session }, info) => {
    const where = readKeyArguments(key, given);
    const unchanged = readUnchanged(model, key, given);
    const wide = selectedWideFields(model, info);
    const change: Change = { kind: 'delete', model, where, wide, unchanged };
    return (await session.write(change, tracePath(session, info))).deleted;
  };
}

/** Resolves `updateUsers`: how many rows met the conditions. */
export function updateRows(model: Model, limits: WriteLimits & PageLimits): Resolver {
  return async (_parent, given, { session }, info) => {
    const where = readFilter(model, given['where']);
    const data = readUpdate(model, given['data'], placeOf('data', limits));
    const change: Change = { kind: 'updateMany', model, where, data };
    return { count: (await session.write(change, tracePath(session, info))).count };
  };
}

/** Resolves `deleteUsers`: how many rows met the conditions. */
export function deleteRows(model: Model): Resolver {
  return async (_parent, given, { session }, info) => {
    const where = readFilter(model, given['where']);
    const change: Change = { kind: 'deleteMany', model, where };
    return { count: (await session.write(change, tracePath(session, info))).count };
  };
}

function placeOf(argument: string, limits: WriteLimits): DataPlace {
  return { place: argument, rows: new RowCount(limits) };
}

async function writeRow(
  change: Change,
  session: Session,
  info: GraphQLResolveInfo,
  limits: PageLimits,
): Promise<Row | null> {
  const [row] = await writeRows(change, session, info, limits);
  return (await row) ?? null;
}

/** Writes, and loads the rows that were written by the way of any other, all of them together. */
async function writeRows(
  change: Change,
  session: Session,
  info: GraphQLResolveInfo,
  limits: PageLimits,
): Promise<readonly Promise<Row | null>[]> {
  const { model } = change;
  const place = fieldPlaceOf(session, info, limits);
  const { keys } = await session.write(change, place.path);
  const plan = planRow(model, model.key, place);
  return keys.map((key) => loadRow(place, plan, key));
}
