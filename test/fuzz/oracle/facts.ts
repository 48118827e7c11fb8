import type { GraphQLResolveInfo } from 'graphql';
import type { Connection } from 'mariadb';
import { writeLiteral, writeText } from '../data/literal.ts';
import { isRepresentable, type Value } from '../data/values.ts';
import {
  type FuzzField,
  type FuzzModel,
  type FuzzRelation,
  quote,
  rowColumn,
} from '../schema/description.ts';
import { readStored, writeReading } from './stored-value.ts';

/** True, false or, as SQL has it, unknown. */
export type Truth = boolean | undefined;

/** A row by its number in its table. */
export type RowNumber = number;

/** How a field is compared with a value that is there. */
export type Operator = '=' | '<>' | '<' | '<=' | '>' | '>=' | 'contains' | 'startsWith' | 'endsWith';

const patterns: Readonly<Partial<Record<Operator, readonly [before: string, after: string]>>> = {
  contains: ['%', '%'],
  startsWith: ['', '%'],
  endsWith: ['%', ''],
};

/**
 * What the database says of its rows, one plain question about a whole table at a time. Nobody writes while documents
 * are answered, so each answer is kept.
 */
export class Facts {
  readonly #connection: Connection;
  readonly #known = new Map<string, Promise<unknown>>();

  /** The connection's session is in UTC. */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The numbers of all rows. */
  async rows(model: FuzzModel): Promise<readonly RowNumber[]> {
    return [...(await this.#ask(`SELECT ${rowColumn}, 1 FROM ${quote(model.table)}`, Number)).keys()];
  }

  /** What a field's answer is in each row; an `Error` where the stored value has none. */
  values(model: FuzzModel, field: FuzzField): Promise<ReadonlyMap<RowNumber, unknown>> {
    const column = quote(field.column);
    const sql = `SELECT ${rowColumn}, ${writeReading(field, column)} FROM ${quote(model.table)}`;
    return this.#ask(sql, (stored) => (stored === null ? null : readStored(field, stored)));
  }

  /** The place of each row's value among those of all rows, equal for values that the database holds equal. */
  ranks(model: FuzzModel, field: FuzzField): Promise<ReadonlyMap<RowNumber, number>> {
    const column = quote(field.column);
    const rank = `IF(${column} IS NULL, 0, 1 + DENSE_RANK() OVER (ORDER BY ${column}))`;
    return this.#ask(`SELECT ${rowColumn}, ${rank} FROM ${quote(model.table)}`, Number);
  }

  /** The rows that a relation leads to, from each row that it leads from. */
  related(model: FuzzModel, relation: FuzzRelation): Promise<ReadonlyMap<RowNumber, readonly RowNumber[]>> {
    const { from, to, target, through } = relation;
    const [own, other] = [from[0]?.column ?? '', to[0]?.column ?? ''];
    const joined = through
      ? `JOIN ${quote(through.table)} AS j ON a.${quote(own)} = j.${through.from} JOIN ${quote(target.table)} AS b ON b.${quote(other)} = j.${through.to}`
      : `JOIN ${quote(target.table)} AS b ON ${from.map(({ column }, index) => `a.${quote(column)} = b.${quote(to[index]?.column ?? '')}`).join(' AND ')}`;
    const sql = `SELECT a.${rowColumn}, b.${rowColumn} FROM ${quote(model.table)} AS a ${joined}`;
    return this.#askOnce(sql, (pairs) => {
      const related = new Map<RowNumber, RowNumber[]>();
      for (const [row, found] of pairs) related.set(row, [...(related.get(row) ?? []), Number(found)]);
      return related;
    });
  }

  /** Whether each row's field has no value. */
  nulls(model: FuzzModel, field: FuzzField): Promise<ReadonlyMap<RowNumber, Truth>> {
    return this.#askTruth(model, `${quote(field.column)} IS NULL`);
  }

  /** Whether each row's field compares so with the value. */
  compared(
    model: FuzzModel,
    field: FuzzField,
    operator: Operator,
    value: Value,
  ): Promise<ReadonlyMap<RowNumber, Truth>> {
    const column = quote(field.column);
    // What the column's character set cannot write is no value of it, and in none of its values.
    if (field.of.type === 'String' && !isRepresentable(field, String(value))) {
      return this.#askTruth(model, `IF(${column} IS NULL, NULL, ${operator === '<>' ? 'TRUE' : 'FALSE'})`);
    }
    const [before, after] = patterns[operator] ?? [];
    return this.#askTruth(
      model,
      before === undefined || after === undefined
        ? `${writeComparable(field)} ${operator} ${writeLiteral(field, value)}`
        : `${column} LIKE ${writePattern(before, String(value), after)} ESCAPE '|'`,
    );
  }

  /** The sum of a number over rows, as the database writes it; nothing where none of them has one. */
  sum(model: FuzzModel, field: FuzzField, rows: readonly RowNumber[]): Promise<string | undefined> {
    const sql = `SELECT 1, CAST(SUM(${quote(field.column)}) AS CHAR) FROM ${quote(model.table)} WHERE ${rowColumn} IN (${[-1, ...rows].join(', ')})`;
    return this.#askOnce(sql, ([[, sum] = [0, null]]) => (typeof sum === 'string' ? sum : undefined));
  }

  /** Refuses a list that uses what may not be used. Where everything may, there is nothing to refuse. */
  refuseList(
    _model: FuzzModel,
    _given: Readonly<Record<string, unknown>>,
    _order: readonly (readonly [path: string, direction: 'asc' | 'desc'])[],
    _info: GraphQLResolveInfo,
  ): void {
    return undefined;
  }

  #askTruth(model: FuzzModel, condition: string): Promise<ReadonlyMap<RowNumber, Truth>> {
    const sql = `SELECT ${rowColumn}, (${condition}) FROM ${quote(model.table)}`;
    return this.#ask(sql, (truth) => (truth === null ? undefined : Number(truth) === 1));
  }

  #ask<T>(sql: string, read: (stored: unknown) => T): Promise<ReadonlyMap<RowNumber, T>> {
    return this.#askOnce(sql, (rows) => new Map(rows.map(([number, stored]) => [number, read(stored)])));
  }

  async #askOnce<T>(sql: string, read: (rows: readonly [RowNumber, unknown][]) => T): Promise<T> {
    let known = this.#known.get(sql);
    if (known === undefined) {
      known = this.#connection.query<[RowNumber, unknown][]>({ sql, rowsAsArray: true }).then(read);
      this.#known.set(sql, known);
    }
    return (await known) as T; // one text is read in one way
  }
}

/** The column with all digits that a time can have: MySQL rounds what it compares with whole seconds. */
function writeComparable({ of, column }: FuzzField): string {
  if (of.type === 'Time') return `CAST(${quote(column)} AS TIME(6))`;
  return of.type === 'DateTime' ? `CAST(${quote(column)} AS DATETIME(6))` : quote(column);
}

function writePattern(before: string, text: string, after: string): string {
  return writeText(`${before}${text.replaceAll(/[|%_]/g, '|$&')}${after}`);
}
