import type { Random } from '../../../prisma/seed/random.ts';
import type { FuzzField, FuzzModel, FuzzRelation } from './description.ts';
import { columnNames, fieldNames } from './names.ts';

/** A model while it is generated: whatever refers to it gets the same object, which is complete in the end. */
export class Draft {
  readonly fields: FuzzField[] = [];
  readonly relations: FuzzRelation[] = [];
  readonly uniqueKeys: (readonly FuzzField[])[] = [];
  readonly hidden: FuzzModel['hidden'][number][] = [];
  primaryKey: readonly FuzzField[] | undefined = undefined;
  readonly #random: Random;
  readonly #taken = new Set<string>();
  readonly #columns = new Set<string>();
  readonly #model: {
    -readonly [Property in keyof FuzzModel]: FuzzModel[Property];
  };

  constructor(random: Random, names: Pick<FuzzModel, 'name' | 'type' | 'singular' | 'plural' | 'table'>) {
    this.#random = random;
    this.#model = {
      ...names,
      fields: this.fields,
      relations: this.relations,
      primaryKey: undefined,
      uniqueKeys: this.uniqueKeys,
      key: [],
      viewOf: undefined,
      hidden: this.hidden,
    };
  }

  /** The model as others refer to it, from the beginning. */
  get model(): FuzzModel {
    return this.#model;
  }

  /** Every key of the model: a reference may be to any of them. */
  get keys(): readonly (readonly FuzzField[])[] {
    return [...(this.primaryKey ? [this.primaryKey] : []), ...this.uniqueKeys];
  }

  /** Adds a column under a name that is still free. */
  addField(
    parts: Pick<FuzzField, 'of' | 'enumeration' | 'nullable'> & { readonly isId?: boolean },
  ): FuzzField {
    const [property, name] = this.takeName();
    const field = { property, name, column: this.#takeColumn(property), isId: false, ...parts };
    this.fields.push(field);
    return field;
  }

  /** A free name for a field or a relation, in the Prisma schema and in the API. */
  takeName(): readonly [property: string, name: string] {
    for (let attempt = 0; ; attempt += 1) {
      const [property, name] =
        attempt < 20
          ? (fieldNames[this.#random.below(fieldNames.length)] ?? ['id', 'id'])
          : [`field${attempt}`, `field${attempt}`];
      // Lookups are named by their fields with the first letter in upper case.
      if (this.#taken.has(property.toLowerCase())) continue;
      this.#taken.add(property.toLowerCase());
      return [property, name];
    }
  }

  /** The model, once nothing is added any more. */
  finish(): FuzzModel {
    this.#model.primaryKey = this.primaryKey;
    this.#model.key = this.keyOf();
    return this.#model;
  }

  /** The primary key, else the first unique key without NULLs, in the order in which Prisma tells them. */
  keyOf(): readonly FuzzField[] {
    if (this.primaryKey) return this.primaryKey;
    const whole = this.uniqueKeys.filter((key) => key.every(({ nullable }) => !nullable));
    const single = whole.filter((key) => key.length === 1);
    const first = this.fields.find((field) => single.some(([only]) => only === field));
    return first ? [first] : (whole[0] ?? []);
  }

  #takeColumn(property: string): string {
    for (let attempt = 0; ; attempt += 1) {
      const drawn = columnNames[this.#random.below(columnNames.length)] ?? property;
      const isPlain = this.#random.below(2) === 0 || attempt > 10;
      const column = isPlain ? `${property}${attempt > 10 ? attempt : ''}` : drawn;
      if (this.#columns.has(column.toLowerCase())) continue;
      this.#columns.add(column.toLowerCase());
      return column;
    }
  }
}
