import type { UpsertResult } from 'mariadb';
import type { ChangeEvent } from '../../events.ts';
import type { Change } from '../../model/change.ts';
import { buildKey, type Key } from '../../model/load.ts';
import type { Field, Model, Models, Relation } from '../../model/model.ts';
import type { PresentValue } from '../../model/read-value.ts';
import { join, name } from '../sql.ts';
import { buildDecoder } from '../expression/wire.ts';
import type { DriverResult } from './prisma/prisma-driver.ts';
import { readWriteStatement, type WriteStatement } from './prisma/read-write-statement.ts';

/** A row that a statement has written. */
export interface WrittenRow {
  readonly model: Model;
  readonly operation: ChangeEvent['operation'];
  readonly key: Key;
}

/** Asks the database in the transaction; rows come as arrays. */
export type Ask = (sql: string, parameters: readonly unknown[]) => Promise<readonly (readonly unknown[])[]>;

/** Where a table's columns name rows: those of its model, or of both models that a table between joins. */
interface KeyColumns {
  readonly model: Model;
  readonly columns: readonly { readonly column: string; readonly field: Field }[];
  /** Whether the rows of the table are the model's. */
  readonly isOwn: boolean;
}

/**
 * Tells which rows statements of Prisma's write. A row that is inserted is named by what was inserted and by the number
 * that the database has given it; what an UPDATE or DELETE meets is asked before, and only where somebody listens.
 */
export class WrittenRows {
  readonly rows: WrittenRow[] = [];
  readonly #models: Models;
  readonly #isObserved: boolean;
  readonly #ask: Ask;
  #increment: number | undefined;

  constructor(models: Models, isObserved: boolean, ask: Ask) {
    this.#models = models;
    this.#isObserved = isObserved;
    this.#ask = ask;
  }

  /**
   * Runs a statement of Prisma's and notes what it writes; where nobody listens only what is inserted, and that only if
   * the change itself has to know.
   */
  async note(
    sql: string,
    parameters: readonly unknown[],
    change: Change,
    execute: () => Promise<DriverResult>,
  ): Promise<DriverResult> {
    if (!this.#isObserved && change.kind !== 'createMany') return execute();
    const statement = readWriteStatement(sql);
    if (statement === undefined) return execute();
    const keys = findKeyColumns(this.#models, statement.table);
    if (statement.kind === 'insert') {
      const result = await execute();
      for (const key of keys) await this.#noteInserted(key, statement, parameters, result);
      return result;
    }
    for (const key of keys) await this.#noteMet(key, statement, parameters);
    return execute();
  }

  /** What is to be told of them, each row once for each thing that was done to it. */
  events(): readonly ChangeEvent[] {
    if (!this.#isObserved) return [];
    const events = new Map<string, ChangeEvent>();
    for (const { model, operation, key } of this.rows) {
      const event = { model: model.name, operation, key: key.values.filter((value) => value !== null) };
      events.set(JSON.stringify(event), event);
    }
    return [...events.values()];
  }

  async #noteInserted(
    { model, columns, isOwn }: KeyColumns,
    statement: WriteStatement & { kind: 'insert' },
    parameters: readonly unknown[],
    result: DriverResult,
  ): Promise<void> {
    const { insertId = 0n } = result as Partial<UpsertResult>; // what the driver answers to an INSERT
    const positions = columns.map(({ column }) => statement.columns.indexOf(column));
    const decoders = columns.map(({ field }) => buildDecoder(field));
    const increment = statement.rows.length > 1 && positions.includes(-1) ? await this.#readIncrement() : 1n;
    for (const [index, row] of statement.rows.entries()) {
      const numbered = BigInt(insertId) + BigInt(index) * increment;
      const values = positions.map((position, at) => {
        const parameter = position === -1 ? undefined : row[position];
        return decoders[at]?.(parameter === undefined ? numbered : parameters[parameter]);
      });
      this.#add(model, isOwn ? 'create' : 'update', values);
    }
  }

  async #noteMet(
    { model, columns, isOwn }: KeyColumns,
    statement: WriteStatement & { kind: 'update' | 'delete' },
    parameters: readonly unknown[],
  ): Promise<void> {
    const { kind, table, condition, conditionParameters } = statement;
    const selected = join(
      columns.map(({ column }) => name(column)),
      ', ',
    ).text;
    const sql = `SELECT ${selected} FROM ${name(table).text} WHERE ${condition} FOR UPDATE`;
    const rows = await this.#ask(sql, parameters.slice(parameters.length - conditionParameters));
    const decoders = columns.map(({ field }) => buildDecoder(field));
    for (const row of rows)
      this.#add(
        model,
        isOwn ? kind : 'update',
        row.map((value, index) => decoders[index]?.(value)),
      );
  }

  #add(model: Model, operation: WrittenRow['operation'], values: readonly unknown[]): void {
    // what cannot be told names no row
    if (!values.every((value): value is PresentValue => value !== null && typeof value !== 'object')) return;
    this.rows.push({ model, operation, key: buildKey(values) });
  }

  /** By how much the numbers of rows that one statement inserts differ: clusters leave room for each other's. */
  async #readIncrement(): Promise<bigint> {
    this.#increment ??= Number((await this.#ask('SELECT @@auto_increment_increment', []))[0]?.[0] ?? 1);
    return BigInt(this.#increment);
  }
}

function findKeyColumns({ all }: Models, table: string): readonly KeyColumns[] {
  const model = all.find((each) => each.table === table);
  if (model !== undefined) {
    return [{ model, isOwn: true, columns: model.key.map((field) => ({ column: field.column, field })) }];
  }
  return all.flatMap(({ relations }) => relations.flatMap((relation) => findJoined(relation, table)));
}

/** The model that a table between leads to; the relation of the other side leads to the other one. */
function findJoined({ through, target, to }: Relation, table: string): readonly KeyColumns[] {
  const [field] = to;
  if (through?.table !== table || field === undefined) return [];
  return [{ model: target, isOwn: false, columns: [{ column: through.to, field }] }];
}
