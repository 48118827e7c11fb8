import type { Connection } from 'mariadb';
import type { Random } from '../../../prisma/seed/random.ts';
import type { Field, Model, Models, UniqueKey } from '../../../src/model/model.ts';
import { nameKey } from '../../../src/model/naming.ts';
import { fieldsOfRelations } from '../../../src/model/writable.ts';
import { alike, objectOf, type Pair } from './pair.ts';
import { pickFrom } from './pick-from.ts';

/** A row as the database has it, by its columns. */
type StoredRow = Readonly<Record<string, unknown>>;

/** Draws values of fields, and names of rows that are there or not. */
export class ValueGenerator {
  readonly #random: Random;
  readonly #rows: ReadonlyMap<Model, readonly StoredRow[]>;
  /** What Prisma's client calls keys of several fields that have a name of their own. */
  readonly #keyNames: Readonly<Record<string, string>>;
  #made = 0;

  constructor(
    random: Random,
    rows: ReadonlyMap<Model, readonly StoredRow[]>,
    keyNames: Readonly<Record<string, string>>,
  ) {
    this.#random = random;
    this.#rows = rows;
    this.#keyNames = keyNames;
  }

  /** A value for the field: one that some row has, so that unique ones may be taken, or another. */
  value(model: Model, field: Field): Pair {
    const reference = model.relations.find(({ refers, from }) => refers && from.includes(field));
    if (field.nullable && this.#random.below(4) === 0) return alike(null);
    if (reference) {
      const target = reference.to[reference.from.indexOf(field)];
      if (target) return this.#stored(reference.target, target) ?? this.#madeUp(field);
    }
    if (this.#random.below(6) === 0) return this.#stored(model, field) ?? this.#madeUp(field);
    return this.#madeUp(field);
  }

  /** The name of a row by any of its keys; one in eight is none's. */
  rowName(model: Model): Pair {
    const keys = model.primaryKey ? [model.primaryKey, ...model.uniqueKeys] : model.uniqueKeys;
    // A reference that the same write changes names the row as it is then, and Prisma's client as it was.
    const references = fieldsOfRelations(model.relations);
    const lasting = keys.filter(
      (each) => each === model.primaryKey || !each.every((field) => references.has(field)),
    );
    const key = pickFrom(this.#random, lasting);
    const values = this.keyValues(model, key);
    const [only] = key;
    const name = nameKey(key);
    if (key.length === 1 && only) {
      const value = values.get(only) ?? alike(null);
      return objectOf([{ name: only.name, property: only.property, ...value }]);
    }
    const parts = [...values].map(([{ name: part, property }, value]) => ({
      name: part,
      property,
      ...value,
    }));
    return objectOf([{ name, property: this.keyName(name), ...objectOf(parts) }]);
  }

  /** What Prisma's client calls a key of several fields. */
  keyName(fields: string): string {
    return this.#keyNames[fields] ?? fields;
  }

  /** What a row has in the fields of a key. */
  keyValues(model: Model, key: UniqueKey): ReadonlyMap<Field, Pair> {
    const rows = (this.#rows.get(model) ?? []).filter((row) =>
      key.every(({ column }) => row[column] !== null),
    );
    const row = rows.length > 0 && this.#random.below(8) > 0 ? pickFrom(this.#random, rows) : undefined;
    return new Map(
      key.map((field) => [
        field,
        row === undefined ? this.#madeUp(field) : written(field, row[field.column]),
      ]),
    );
  }

  #stored(model: Model, field: Field): Pair | undefined {
    const values = (this.#rows.get(model) ?? [])
      .map((row) => row[field.column])
      .filter((value) => value !== null);
    return values.length === 0 ? undefined : written(field, pickFrom(this.#random, values));
  }

  #madeUp(field: Field): Pair {
    this.#made += 1;
    switch (field.type) {
      case 'Int':
        return written(field, 500 + this.#random.below(3));
      case 'Float':
        return alike(this.#random.below(100) / 4);
      case 'Boolean':
        return alike(this.#random.below(2) === 0);
      case 'DateTime':
        return alike(`2021-02-03T04:05:0${this.#random.below(10)}.000Z`);
      case 'Enum':
        return alike(pickFrom(this.#random, field.enumeration?.values ?? []).name);
      case 'String':
        return alike(`made ${this.#made}`);
      case 'UnsignedInt':
      case 'BigInt':
      case 'Decimal':
      case 'Date':
      case 'Time':
      case 'Json':
      case 'Bytes':
        throw new Error(`Expected a type that is drawn, but got ${field.type}.`);
    }
  }
}

function written(field: Field, value: unknown): Pair {
  if (field.type === 'DateTime') return alike(value instanceof Date ? value.toISOString() : value);
  if (field.type === 'Boolean') return alike(Boolean(value));
  if (field.type === 'Enum') {
    const known = field.enumeration?.values.find(({ stored }) => stored === value);
    return { gateway: known?.name, prisma: known?.property };
  }
  return { gateway: field.isId ? String(value) : value, prisma: value };
}

/** Reads the rows of all models, whose values may be drawn. */
export async function readRows(
  connection: Connection,
  { all }: Models,
): Promise<ReadonlyMap<Model, readonly StoredRow[]>> {
  const rows = new Map<Model, readonly StoredRow[]>();
  for (const model of all) {
    rows.set(model, await connection.query<StoredRow[]>(`SELECT * FROM \`${model.table}\``));
  }
  return rows;
}
