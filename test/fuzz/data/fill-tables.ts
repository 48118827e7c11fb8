import { type Connection, SqlError } from 'mariadb';
import type { Random } from '../../../prisma/seed/random.ts';
import {
  type FuzzField,
  type FuzzModel,
  type FuzzRelation,
  type FuzzSchema,
  quote,
  rowColumn,
} from '../schema/description.ts';
import { drawBadLiteral } from './bad-values.ts';
import { writeLiteral } from './literal.ts';
import { drawValue, type Value, varyText } from './values.ts';

type Row = ReadonlyMap<FuzzField, Value | null>;

/** How often a row is drawn anew that the database refuses: a unique key is taken, or a spelling is none of it. */
const attemptsMax = 3;

/** Fills the tables of a schema with rows that tie, lack values, refer to few and are spelt badly. */
export class TableFiller {
  readonly #connection: Connection;
  readonly #random: Random;
  readonly #withBadValues: boolean;
  readonly #rows = new Map<FuzzModel, Map<number, Row>>();

  /** The connection's session takes zero dates and whatever an enum does not know. */
  constructor(connection: Connection, random: Random) {
    this.#connection = connection;
    this.#random = random;
    this.#withBadValues = random.below(2) === 0;
  }

  async fill({ models }: FuzzSchema): Promise<void> {
    const tables = models.filter(({ viewOf }) => viewOf === undefined);
    for (const model of tables) await this.#fillTable(model);
    const relations = tables.flatMap((model) =>
      model.relations.map((relation) => [model, relation] as const),
    );
    for (const [model, relation] of relations) {
      if (relation.refers && relation.nullable) await this.#referLater(model, relation);
      if (relation.through?.from === 'A') await this.#joinRows(model, relation);
    }
  }

  async #fillTable(model: FuzzModel): Promise<void> {
    const rows = new Map<number, Row>();
    this.#rows.set(model, rows);
    const count = [0, 1, 8, 20, 30, 45, 90][this.#random.below(7)] ?? 0;
    for (let number = 1; number <= count; number += 1) {
      for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
        const row = this.#drawRow(model, attempt === 0);
        if (row === undefined) break;
        const literals = [...row].map(([field, value]) => this.#literal(model, field, value));
        const columns = [...row.keys()].map(({ column }) => quote(column));
        const isTaken = await this.#tries(
          `INSERT INTO ${quote(model.table)} (${[rowColumn, ...columns].join(', ')}) VALUES (${[number, ...literals].join(', ')})`,
        );
        if (!isTaken) continue;
        rows.set(number, row);
        break;
      }
    }
  }

  #drawRow(model: FuzzModel, varied: boolean): Row | undefined {
    const row = new Map<FuzzField, Value | null>();
    for (const relation of model.relations.filter(({ refers }) => refers)) {
      const reference = this.#drawReference(relation, varied);
      if (reference === undefined) return undefined;
      for (const [index, field] of relation.from.entries()) row.set(field, reference[index] ?? null);
    }
    for (const field of model.fields) {
      if (row.has(field)) continue;
      const isNull = field.nullable && this.#random.below(4) === 0;
      const distinct = [model.key, ...model.uniqueKeys].some((key) => key.includes(field));
      row.set(field, isNull ? null : drawValue(this.#random, field, distinct));
    }
    return row;
  }

  /** Undefined where the row must refer to one and there is none. */
  #drawReference(relation: FuzzRelation, varied: boolean): readonly (Value | null)[] | undefined {
    const random = this.#random;
    const rows = this.#referable(relation);
    const target = rows[random.skewedBelow(rows.length)];
    if (!relation.constrained && random.below(8) === 0) {
      return relation.from.map((field) => drawValue(random, field, true));
    }
    if (relation.nullable && (target === undefined || random.below(4) === 0)) {
      return relation.from.map((field) => (field.nullable ? null : drawValue(random, field, true)));
    }
    return target && this.#spell(relation, target, varied);
  }

  /** The rows whose key is there as a whole: it may be a unique key with NULLs. */
  #referable({ target, to }: FuzzRelation): readonly Row[] {
    const rows = [...(this.#rows.get(target)?.values() ?? [])];
    return rows.filter((row) => to.every((field) => row.get(field) !== null));
  }

  /** The key of the row referred to, in another spelling now and then. */
  #spell({ from, to }: FuzzRelation, target: Row, varied: boolean): readonly (Value | null)[] {
    return from.map((field, index) => {
      const value = to[index] ? (target.get(to[index]) ?? null) : null;
      const isVaried = varied && typeof value === 'string' && field.of.type === 'String';
      return isVaried && this.#random.below(2) === 0 ? varyText(this.#random, field, value) : value;
    });
  }

  /** Optional references were left out where the model referred to came later. */
  async #referLater(model: FuzzModel, relation: FuzzRelation): Promise<void> {
    const targets = this.#referable(relation);
    for (const number of this.#rows.get(model)?.keys() ?? []) {
      const target = targets[this.#random.skewedBelow(targets.length)];
      if (target === undefined || this.#random.below(3) > 0) continue;
      const values = this.#spell(relation, target, true);
      const set = relation.from.map(
        (field, index) =>
          `${quote(field.column)} = ${this.#literal(undefined, field, values[index] ?? null)}`,
      );
      await this.#tries(`UPDATE ${quote(model.table)} SET ${set.join(', ')} WHERE ${rowColumn} = ${number}`);
    }
  }

  async #joinRows(model: FuzzModel, relation: FuzzRelation): Promise<void> {
    const { through, target, from, to } = relation;
    const [own, other] = [from[0], to[0]];
    if (through === undefined || own === undefined || other === undefined) return;
    const [rows, targets] = [model, target].map((each) => [...(this.#rows.get(each)?.values() ?? [])]);
    for (let left = Math.min(60, (rows?.length ?? 0) * 2); left > 0; left -= 1) {
      const row = rows?.[this.#random.skewedBelow(rows.length)];
      const joined = targets?.[this.#random.skewedBelow(targets.length)];
      if (row === undefined || joined === undefined) continue;
      const literals = [[own, row.get(own)] as const, [other, joined.get(other)] as const].map(
        ([field, value]) => this.#literal(undefined, field, value ?? null),
      );
      await this.#tries(`INSERT INTO ${quote(through.table)} (A, B) VALUES (${literals.join(', ')})`);
    }
  }

  /** A literal of the value, or in its place one that the API cannot tell; never of what rows are found by. */
  #literal(model: FuzzModel | undefined, field: FuzzField, value: Value | null): string {
    const isLinked =
      model === undefined ||
      [model.key, ...model.uniqueKeys].some((key) => key.includes(field)) ||
      model.relations.some(({ from }) => from.includes(field));
    if (this.#withBadValues && !isLinked && this.#random.below(12) === 0) {
      const bad = drawBadLiteral(this.#random, field);
      if (bad !== undefined) return bad;
    }
    return value === null ? 'NULL' : writeLiteral(field, value);
  }

  /** Whether the database takes the row: a key that is taken, or refers to nothing, is no fault of the fuzzer. */
  async #tries(statement: string): Promise<boolean> {
    try {
      await this.#connection.query(statement);
      return true;
    } catch (error) {
      if (error instanceof SqlError && (error.errno === 1062 || error.errno === 1452 || error.errno === 1451))
        return false;
      throw error;
    }
  }
}
