import type { Change, RelationChange, RowData, RowName } from '../../model/change.ts';
import type { Filter } from '../../model/load.ts';
import type { Field, Model, Models, Relation } from '../../model/model.ts';
import { operationOrder } from '../../model/writable.ts';
import { atOnce } from '../../std/in-steps.ts';
import { roundsOf } from './connect-or-create.ts';
import { countInserts } from './count-inserts.ts';
import { countKeys } from './count-keys.ts';
import { pairsPerStatement } from './insert-rows.ts';
import { keysPerStatement } from './keys-condition.ts';
import { isOneToOne } from './write-referred.ts';

/** The circumstances on which the number of a change's statements depends. */
export interface ChangeCountOptions {
  readonly models: Pick<Models, 'looseReferences'>;
  /** The most rows that a condition may match. */
  readonly writeMaxRows: number;
}

/** The most statements of the changes of a document. */
export interface ChangeCount {
  readonly statements: number;
  /** True if a statement of the whole document reads the difference between generated numbers. */
  readonly readsIncrement: boolean;
}

/**
 * Counts the statements that a change takes at most, whatever the data: those that write, and those that
 * find and lock rows. It follows the steps of the write, and takes the more expensive way where the data
 * decides. Infinity if rows refer to each other without a foreign key, since cascades then depend on the
 * data.
 */
export function countChange(change: Change, options: ChangeCountOptions): ChangeCount {
  const counter = new ChangeCounter(options);
  return { statements: counter.count(change), readsIncrement: counter.readsIncrement };
}

/** A nested write, and the number of the row that it belongs to. */
interface Nested {
  readonly owner: number;
  readonly change: RelationChange;
}

class ChangeCounter {
  readsIncrement = false;
  readonly #options: ChangeCountOptions;

  constructor(options: ChangeCountOptions) {
    this.#options = options;
  }

  count(change: Change): number {
    const { model } = change;
    switch (change.kind) {
      case 'create':
        return this.#creations(model, [change.data], []);
      case 'createMany':
        return this.#creations(model, change.rows, []);
      case 'update':
        return 1 + this.#update(model, change.data);
      case 'upsert':
        // The row is looked up, and then held and updated, or created.
        return (
          1 + Math.max(1 + this.#update(model, change.update), this.#creations(model, [change.create], []))
        );
      case 'delete':
        return 1 + this.#removals(model, 1);
      case 'updateMany':
        return this.#matching([]) + this.#updates(model, this.#options.writeMaxRows, fieldsOf(change.data));
      case 'deleteMany':
        return this.#matching([]) + this.#removals(model, this.#options.writeMaxRows);
    }
  }

  /** Counts the statements that create rows of one level. `needed` must be known of them afterwards. */
  #creations(model: Model, rows: readonly RowData[], needed: readonly Field[], nestedIn?: Relation): number {
    if (rows.length === 0) return 0;
    const nested = rows.flatMap(({ relations }, owner) => relations.map((change) => ({ owner, change })));
    const given = new Set<Field>(nestedIn?.through ? [] : nestedIn?.to);
    let statements = this.#inserts(model, rows);
    const known = new Set(needed);
    for (const [relation, some] of Map.groupBy(nested, ({ change }) => change.relation)) {
      if (relation.refers) statements += this.#referred(model, relation, some);
      else for (const field of relation.from) known.add(field);
      if (!relation.refers) statements += this.#related(relation, some, { isNew: true });
    }
    // Defaults that only the database has are read afterwards.
    const isKnown = (field: Field): boolean =>
      given.has(field) ||
      (field.isGenerated && model.key.includes(field)) ||
      model.defaults.some((made) => made.field === field) ||
      rows.every(
        (row) =>
          fieldsOf(row).includes(field) ||
          row.relations.some(({ relation }) => relation.refers && relation.from.includes(field)),
      );
    return statements + ([...known].every(isKnown) ? 0 : 1);
  }

  #inserts(model: Model, rows: readonly RowData[]): number {
    if (rows.length > 1 && model.key.some(({ isGenerated }) => isGenerated)) this.readsIncrement = true;
    return countInserts(model, rows);
  }

  /** Counts the statements that find or create the rows that others refer to. */
  #referred(model: Model, relation: Relation, all: readonly Nested[]): number {
    const { target, to } = relation;
    const created = all.flatMap(({ change }) => (change.operation === 'create' ? change.rows : []));
    const names = all.flatMap(({ change }) => (change.operation === 'connect' ? change.names : []));
    const wanted = all.flatMap(({ change }) => (change.operation === 'connectOrCreate' ? change.rows : []));
    const found = names.length + wanted.length;
    const release = 1 + this.#updates(model, 1, relation.from);
    return (
      this.#creations(target, created, to) +
      countKeys(names) +
      this.#connectOrCreate(relation, wanted, () => 0) +
      (isOneToOne(model, relation) ? found * release : 0)
    );
  }

  /** Counts the statements that create or connect the rows that refer to others. */
  #related(relation: Relation, all: readonly Nested[], { isNew }: { readonly isNew: boolean }): number {
    const { target, cardinality } = relation;
    let statements = 0;
    for (const operation of operationOrder) {
      const some = all.filter(({ change }) => change.operation === operation);
      if (some.length === 0) continue;
      const created = some.flatMap(({ change }) =>
        change.operation === 'create' || change.operation === 'createMany' ? change.rows : [],
      );
      const links = some.flatMap(({ owner, change }) =>
        change.operation === 'connect' ? change.names.map((name) => ({ owner, name })) : [],
      );
      const wanted = some.flatMap(({ owner, change }) =>
        change.operation === 'connectOrCreate' ? change.rows.map((row) => ({ owner, ...row })) : [],
      );
      const pairs = [
        ...links.map(({ owner }) => owner),
        ...(relation.through ? some.flatMap(({ owner, change }) => ownersOf(owner, change)) : []),
      ];
      statements += countKeys(links.map(({ name }) => name)) + this.#links(relation, pairs);
      statements += this.#creations(target, created, relation.to, relation);
      statements += this.#connectOrCreate(relation, wanted, (round) =>
        this.#links(
          relation,
          round.map(({ owner }) => owner),
        ),
      );
      if (isNew || cardinality === 'many') continue;
      // The row that was linked before gives way.
      statements += countKeys(wanted.map(({ where }) => where));
      statements += some.length * (1 + this.#updates(target, 1, relation.to));
    }
    return statements;
  }

  /** Counts the statements that link rows, of which each has the number of its owner. */
  #links(relation: Relation, owners: readonly number[]): number {
    if (relation.through) return Math.ceil(owners.length / pairsPerStatement);
    let statements = 0;
    for (const some of Map.groupBy(owners, (owner) => owner).values())
      statements += this.#updates(relation.target, some.length, relation.to);
    return statements;
  }

  #connectOrCreate<W extends { readonly where: RowName; readonly create: RowData }>(
    relation: Relation,
    wanted: readonly W[],
    countLinks: (round: readonly W[]) => number,
  ): number {
    const nestedIn = relation.refers ? undefined : relation;
    let statements = 0;
    for (const round of atOnce(roundsOf(wanted))) {
      statements += countKeys(round.map(({ where }) => where)) + countLinks(round);
      for (const group of Map.groupBy(round, ({ where }) => where.fields).values()) {
        const rows = group.map(({ create }) => create);
        statements += this.#creations(relation.target, rows, relation.to, nestedIn);
      }
    }
    return statements;
  }

  /** Counts the statements that update a row which is held. */
  #update(model: Model, data: RowData): number {
    const references = data.relations.filter(({ relation }) => relation.refers);
    const fields = [...fieldsOf(data), ...references.flatMap(({ relation }) => relation.from)];
    // The new values of known fields that the database computes are read.
    const computed = data.fields.some(({ operation }) => operation !== 'set') ? 1 : 0;
    let statements = computed + this.#updates(model, 1, fields);
    for (const change of data.relations)
      statements += change.relation.refers
        ? this.#writeReferred(model, change)
        : this.#writeReferring(change);
    return statements;
  }

  #writeReferred(model: Model, change: RelationChange): number {
    const { relation } = change;
    switch (change.operation) {
      case 'delete':
        return 1 + this.#removals(relation.target, 1);
      case 'update':
        return 1 + sum(change.rows, ({ data }) => this.#update(relation.target, data));
      case 'upsert':
        return (
          1 +
          sum(change.rows, ({ create, update }) =>
            Math.max(
              this.#update(relation.target, update),
              this.#creations(relation.target, [create], relation.to),
            ),
          )
        );
      case 'disconnect':
        return 0;
      default:
        return this.#referred(model, relation, [{ owner: 0, change }]);
    }
  }

  #writeReferring(change: RelationChange): number {
    const { relation } = change;
    const { target } = relation;
    const all = this.#options.writeMaxRows;
    switch (change.operation) {
      case 'set': {
        const owners = change.names.map(() => 0);
        return countKeys(change.names) + 1 + this.#unlinks(relation, all) + this.#links(relation, owners);
      }
      case 'disconnect':
        return this.#members(change.names) + this.#unlinks(relation, change.names?.length ?? 1);
      case 'delete':
        return this.#members(change.names) + this.#removals(target, change.names?.length ?? 1);
      case 'deleteMany':
        return this.#matching(change.filters, relation) + this.#removals(target, all);
      case 'updateMany':
        return sum(
          change.rows,
          ({ where, data }) => this.#matching([where], relation) + this.#updates(target, all, fieldsOf(data)),
        );
      case 'update':
        return sum(
          change.rows,
          ({ where, data }) => this.#members(where && [where]) + this.#update(target, data),
        );
      case 'upsert':
        return sum(change.rows, ({ where, create, update }) => {
          const created = { relation, path: change.path, operation: 'create', rows: [create] } as const;
          const creation = this.#related(relation, [{ owner: 0, change: created }], { isNew: false });
          return this.#members(where && [where]) + Math.max(this.#update(target, update), creation);
        });
      default:
        return this.#related(relation, [{ owner: 0, change }], { isNew: false });
    }
  }

  /** Counts the statements that find related rows by their names, and check that they are related. */
  #members(names: readonly RowName[] | undefined): number {
    return names === undefined ? 1 : countKeys(names) + 1;
  }

  /** Counts the statements that find rows. Keys that a filter finds are locked afterwards. */
  #matching(filters: readonly (Filter | undefined)[], relation?: Relation): number {
    const areKeysFirst = relation?.through === undefined && filters.every((filter) => filter !== undefined);
    return 1 + (areKeysFirst ? Math.ceil(this.#options.writeMaxRows / keysPerStatement) : 0);
  }

  #unlinks(relation: Relation, rows: number): number {
    if (relation.through) return Math.ceil(rows / pairsPerStatement);
    return this.#updates(relation.target, rows, relation.to);
  }

  #updates(model: Model, rows: number, fields: readonly Field[]): number {
    const isFollowed = this.#options.models.looseReferences.some(
      ({ target, to }) => target === model && to.some((field) => fields.includes(field)),
    );
    return isFollowed ? Infinity : Math.ceil(rows / keysPerStatement);
  }

  #removals(model: Model, rows: number): number {
    const isReferredTo = this.#options.models.looseReferences.some(({ target }) => target === model);
    return isReferredTo ? Infinity : Math.ceil(rows / keysPerStatement);
  }
}

function fieldsOf({ fields }: RowData): readonly Field[] {
  return fields.map(({ field }) => field);
}

function ownersOf(owner: number, change: RelationChange): readonly number[] {
  return change.operation === 'create' || change.operation === 'createMany'
    ? change.rows.map(() => owner)
    : [];
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}
