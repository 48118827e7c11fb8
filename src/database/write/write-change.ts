import { TooComplexError } from '../../errors.ts';
import type { Change, Written } from '../../model/change.ts';
import type { Filter } from '../../model/load.ts';
import type { Model, Models } from '../../model/model.ts';
import type { PresentValue } from '../../model/read-value.ts';
import { buildColumn, buildTable, type Scope } from '../expression/scope.ts';
import { join, sql, value } from '../sql.ts';
import { modelAlias } from '../statement.ts';
import { buildWhere } from '../expression/where.ts';
import { buildDecoder } from '../expression/wire.ts';
import { buildPrismaClient, type PrismaAction, type PrismaClient } from './prisma/build-prisma-client.ts';
import { checkChange } from './check-change.ts';
import { type LockContext, lockRow } from './lock-row.ts';
import { toPrismaData, toPrismaList } from './prisma/prisma-data.ts';
import { type DriverSession, PrismaDriver } from './prisma/prisma-driver.ts';
import { toPrismaKeys, toPrismaUnique } from './prisma/prisma-where.ts';
import { readKeyValue, readPrismaKey } from './prisma/read-prisma-key.ts';
import { translatePrismaError } from './translate-write-error.ts';
import type { WrittenRow } from './written-rows.ts';

/** What a change is written with: the transaction that it is a part of. */
export interface WriteContext extends LockContext {
  readonly session: DriverSession;
  /** Which rows the transaction has written so far. */
  readonly written: readonly WrittenRow[];
}

/** Keys that one call of Prisma is given at most; a statement takes 65,535 parameters. */
const keysPerCall = 5_000;

/** Turns changes into calls of Prisma's client. One for the process: the client compiles its calls anew for each. */
export class Writer implements AsyncDisposable {
  readonly models: Models;
  readonly #maxRows: number;
  readonly #driver: PrismaDriver;
  /** Built with the first write, since it takes a tenth of a second and some memory. */
  #client: PrismaClient | undefined;

  constructor(models: Models, options: { readonly writeMaxRows: number }) {
    this.models = models;
    this.#driver = new PrismaDriver(models);
    this.#maxRows = options.writeMaxRows;
  }

  /** Writes a change, in the transaction of the context. */
  async write(change: Change, context: WriteContext): Promise<Written> {
    checkChange(change, context.catalog);
    switch (change.kind) {
      case 'create':
      case 'upsert':
      case 'update':
        return this.#writeRow(change, context);
      case 'createMany':
        return this.#createMany(change, context);
      case 'delete':
        return this.#delete(change, context);
      case 'updateMany':
      case 'deleteMany':
        return this.#writeWhere(change, context);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client?.[Symbol.asyncDispose]();
  }

  async #writeRow(
    change: Change & { kind: 'create' | 'update' | 'upsert' },
    context: WriteContext,
  ): Promise<Written> {
    const { model } = change;
    if (change.kind === 'update' && change.unchanged) {
      await lockRow(model, change.where, [], context, change.unchanged);
    }
    const select = Object.fromEntries(model.key.map(({ property }) => [property, true]));
    const args = { ...this.#rowArguments(change, context), select };
    const row = await this.#call(change, change.kind, args, context);
    return { keys: [readPrismaKey(model, row)], count: 1, deleted: undefined };
  }

  #rowArguments(
    change: Change & { kind: 'create' | 'update' | 'upsert' },
    { session }: WriteContext,
  ): object {
    const { model } = change;
    const wording = { source: this.models.source, standIns: session.standIns };
    switch (change.kind) {
      case 'create':
        return { data: toPrismaData(model, change.data, 'create', wording) };
      case 'update':
        return {
          where: toPrismaUnique(model, change.where, wording.source, wording.standIns),
          data: toPrismaData(model, change.data, 'update', wording),
        };
      case 'upsert':
        return {
          where: toPrismaUnique(model, change.where, wording.source, wording.standIns),
          create: toPrismaData(model, change.create, 'create', wording),
          update: toPrismaData(model, change.update, 'update', wording),
        };
    }
  }

  async #createMany(change: Change & { kind: 'createMany' }, context: WriteContext): Promise<Written> {
    const { model, rows } = change;
    if (rows.length === 0) return { keys: [], count: 0, deleted: undefined };
    const wording = { source: this.models.source, standIns: context.session.standIns };
    const data = toPrismaList(model, rows, 'create', wording);
    const before = context.written.length;
    await this.#call(change, 'createMany', { data }, context);
    const keys = context.written.slice(before).map(({ key }) => key);
    if (keys.length !== rows.length) {
      throw new Error(`Expected ${rows.length} rows of ${model.name} to be created, but got ${keys.length}.`);
    }
    return { keys, count: keys.length, deleted: undefined };
  }

  /** The row is read before it goes, and held, so that it is told as it was when it went. */
  async #delete(change: Change & { kind: 'delete' }, context: WriteContext): Promise<Written> {
    const { model, where, shown, unchanged } = change;
    const deleted = await lockRow(model, where, shown, context, unchanged);
    const { source } = this.models;
    const args = {
      where: toPrismaUnique(model, where, source, context.session.standIns),
      select: Object.fromEntries(model.key.map(({ property }) => [property, true])),
    };
    await this.#call(change, 'delete', args, context);
    return { keys: [], count: 1, deleted };
  }

  /** Finds the rows as any list would find them, holds them, and has Prisma write to them by their keys. */
  async #writeWhere(
    change: Change & { kind: 'updateMany' | 'deleteMany' },
    context: WriteContext,
  ): Promise<Written> {
    const { model, where } = change;
    const keys = await this.#findKeys(model, where, context);
    const { standIns } = context.session;
    const data =
      change.kind === 'updateMany'
        ? { data: toPrismaData(model, change.data, 'update', { source: this.models.source, standIns }) }
        : undefined;
    for (let at = 0; at < keys.length; at += keysPerCall) {
      const some = toPrismaKeys(model, keys.slice(at, at + keysPerCall), standIns);
      await this.#call(change, change.kind, { where: some, ...data }, context);
    }
    return { keys: [], count: keys.length, deleted: undefined };
  }

  async #findKeys(
    model: Model,
    where: Filter | undefined,
    { catalog, query }: WriteContext,
  ): Promise<readonly (readonly PresentValue[])[]> {
    const scope: Scope = { model, alias: modelAlias, catalog };
    const columns = join(
      model.key.map((field) => buildColumn(scope, field)),
      ', ',
    );
    const condition = where ? sql` WHERE ${buildWhere(where, scope)}` : sql``;
    const rows = await query(
      sql`SELECT ${columns} FROM ${buildTable(scope)}${condition} LIMIT ${value(this.#maxRows + 1)} FOR UPDATE`,
    );
    if (rows.length > this.#maxRows) {
      throw new TooComplexError(
        `Argument "where": expected at most ${this.#maxRows} rows of ${model.names.type} to be written at once, but more meet it.`,
      );
    }
    const decoders = model.key.map((field) => buildDecoder(field));
    return rows.map((row) => row.map((stored, index) => readKeyValue(model, decoders[index]?.(stored))));
  }

  async #call(
    change: Change,
    action: PrismaAction,
    args: object,
    { session }: WriteContext,
  ): Promise<unknown> {
    this.#client ??= buildPrismaClient(this.models.source, this.#driver);
    const delegate = this.#client.delegate(change.model.name);
    try {
      return await this.#driver.run(session, async () => delegate[action](args));
    } catch (error) {
      throw translatePrismaError(error, change);
    }
  }
}
