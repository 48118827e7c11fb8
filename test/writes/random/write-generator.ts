import type { Random } from '../../../prisma/seed/random.ts';
import type { PrismaAction } from '../twins/build-prisma-client.ts';
import type { Field, Model, Relation } from '../../../src/model/model.ts';
import { nameRowWrite, nameWrites } from '../../../src/model/naming.ts';
import {
  createsManyRows,
  createsRows,
  fieldsOfRelations,
  needsValue,
  type Operation,
  operationOrder,
  operationsOf,
  writableFields,
  writableRelations,
} from '../../../src/model/writable.ts';
import type { TwinWrite } from '../twins/open-twins.ts';
import { selectionOf } from '../twins/told.ts';
import { alike, listOf, objectOf, type Pair, type Part } from './pair.ts';
import { pickFrom } from './pick-from.ts';
import type { ValueGenerator } from './value-generator.ts';

/** Whether foreign keys are given by their columns or by their relations: Prisma takes one of them in a list. */
type Wording = 'columns' | 'relations';

type Act = 'create' | 'update';

/** How deep rows hang on rows. */
const depth = 2;

/** What needs no further data. */
const shallow: readonly Operation[] = ['connect', 'set', 'disconnect'];

const numberOperations = ['set', 'increment', 'decrement', 'multiply'] as const;

/** Draws writes of any form that the API has for a row and the rows that hang on it. */
export class WriteGenerator {
  readonly #random: Random;
  readonly #values: ValueGenerator;

  constructor(random: Random, values: ValueGenerator) {
    this.#random = random;
    this.#values = values;
  }

  /** A write that begins at a row of the model. */
  write(model: Model): TwinWrite {
    const actions = ['create', 'update', 'update', 'update', 'upsert'] as const;
    const action = createsRows(model) ? pickFrom(this.#random, actions) : 'update';
    const { type } = model.names;
    const data = (act: Act): Pair => this.#data(model, act, this.#wording(), depth);
    const names = nameWrites(model.names);
    switch (action) {
      case 'create': {
        const { gateway, prisma } = data('create');
        const field = `($data: ${type}CreateInput!) { ${names.create}(data: $data)`;
        return this.#document(model, action, field, { data: gateway }, { data: prisma });
      }
      case 'update': {
        const { gateway, prisma } = data('update');
        const key = this.#values.keyValues(model, model.key);
        const args = [...key]
          .map(([{ name }, value]) => `${name}: ${JSON.stringify(value.gateway)}`)
          .join(', ');
        const field = `($data: ${type}UpdateInput!) { ${nameRowWrite('update', model, model.key)}(${args}, data: $data)`;
        const where = Object.fromEntries([...key].map(([{ property }, value]) => [property, value.prisma]));
        const properties = model.key.map(({ property }) => property).join('_');
        const named = model.key.length === 1 ? where : { [this.#values.keyName(properties)]: where };
        return this.#document(model, action, field, { data: gateway }, { where: named, data: prisma });
      }
      case 'upsert': {
        const [where, create, update] = [this.#values.rowName(model), data('create'), data('update')];
        const variables = { where: where.gateway, create: create.gateway, update: update.gateway };
        const field = `($where: ${type}Unique!, $create: ${type}CreateInput!, $update: ${type}UpdateInput!) {
          ${names.upsert}(where: $where, create: $create, update: $update)`;
        const args = { where: where.prisma, create: create.prisma, update: update.prisma };
        return this.#document(model, action, field, variables, args);
      }
    }
  }

  #document(
    model: Model,
    action: PrismaAction,
    field: string,
    variables: Readonly<Record<string, unknown>>,
    args: object,
  ): TwinWrite {
    const document = `mutation ${field} ${selectionOf(action, model)} }`;
    return { document, variables, prisma: [model.name, action, args] };
  }

  #wording(): Wording {
    return pickFrom(this.#random, ['columns', 'relations']);
  }

  #data(model: Model, act: Act, wording: Wording, deeper: number, nestedIn?: Relation): Pair {
    const relations = writableRelations(model, nestedIn);
    const inRelations = fieldsOfRelations(relations);
    const fields = writableFields(model, nestedIn).filter(
      (field) => wording === 'columns' || !inRelations.has(field),
    );
    return objectOf([
      ...this.#fields(model, act, fields),
      ...relations
        .filter(({ refers }) => wording === 'relations' || !refers)
        .flatMap((relation) => this.#relation(relation, act, deeper)),
    ]);
  }

  #fields(model: Model, act: Act, fields: readonly Field[]): readonly Part[] {
    return fields.flatMap((field): readonly Part[] => {
      const isWanted = act === 'create' && needsValue(field);
      if (!isWanted && this.#random.below(3) > 0) return [];
      // Beside a relation Prisma writes it itself, whatever it is given.
      if (field.isUpdatedAt) return [];
      const { name, property } = field;
      const value = this.#values.value(model, field);
      const isCounted = act === 'update' && !field.isId && ['Int', 'Float'].includes(field.type);
      if (!isCounted || value.gateway === null) return [{ name, property, ...value }];
      const operation = pickFrom(this.#random, numberOperations);
      return [{ name, property, ...objectOf([{ name: operation, ...value }]) }];
    });
  }

  #relation(relation: Relation, act: Act, deeper: number): readonly Part[] {
    const { name, property, refers, nullable, cardinality } = relation;
    const isWanted = act === 'create' && refers && !nullable;
    if (!isWanted && this.#random.below(3) > 0) return [];
    const offered = operationsOf(relation, act).filter(
      (operation) => deeper > 0 || shallow.includes(operation),
    );
    if (offered.length === 0) return [];
    const first = pickFrom(this.#random, offered);
    const isOne = cardinality === 'one';
    // Prisma's client keeps the order in which it is given operations, and GraphQL has but one.
    const chosen = operationOrder.filter(
      (each) => offered.includes(each) && (each === first || (!isOne && this.#random.below(6) === 0)),
    );
    const operations = chosen.map((operation) => ({
      name: operation,
      ...this.#operation(relation, operation, deeper - 1),
    }));
    return [{ name, property, ...objectOf(operations) }];
  }

  #operation(relation: Relation, operation: Operation, deeper: number): Pair {
    const { target, cardinality } = relation;
    const isOne = cardinality === 'one';
    const wording = this.#wording();
    const data = (act: Act): Pair => this.#data(target, act, wording, deeper, relation);
    // Where the first of several has nothing, Prisma passes over all of them.
    const someData = (): Pair => drawUntil(() => data('update'), isFilled);
    const name = (): Part => ({ name: 'where', ...this.#values.rowName(target) });
    const items = (draw: () => Pair): Pair =>
      isOne ? draw() : listOf(Array.from({ length: 1 + this.#random.below(2) }, draw));
    switch (operation) {
      case 'create':
        return items(() => data('create'));
      case 'createMany': {
        const fields = writableFields(target, relation);
        const rows = Array.from({ length: 1 + this.#random.below(3) }, () =>
          objectOf(this.#fields(target, 'create', fields)),
        );
        return objectOf([{ name: 'data', ...listOf(createsManyRows(target, relation) ? rows : []) }]);
      }
      case 'connect':
      case 'set':
        return items(() => this.#values.rowName(target));
      case 'disconnect':
        return isOne ? alike(true) : items(() => this.#values.rowName(target));
      case 'delete':
        // Prisma refuses one that is named twice.
        return isOne ? alike(true) : listOf([this.#values.rowName(target)]);
      case 'connectOrCreate':
        return items(() => objectOf([name(), { name: 'create', ...data('create') }]));
      case 'update':
        return items(() => (isOne ? someData() : objectOf([name(), { name: 'data', ...someData() }])));
      case 'upsert':
        return items(() =>
          objectOf([
            ...(isOne ? [] : [name()]),
            { name: 'create', ...data('create') },
            { name: 'update', ...data('update') },
          ]),
        );
      case 'updateMany':
        return items(() =>
          objectOf([
            { name: 'where', ...this.#where(target) },
            { name: 'data', ...objectOf(this.#fields(target, 'update', writableFields(target, relation))) },
          ]),
        );
      case 'deleteMany':
        return items(() => this.#where(target));
    }
  }

  /** A condition on one field, or none. */
  #where(model: Model): Pair {
    if (this.#random.below(4) === 0) return objectOf([]);
    const field = pickFrom(
      this.#random,
      model.fields.filter(({ type }) => type !== 'Float'),
    );
    const operator = pickFrom(this.#random, ['equals', 'not']);
    const { name, property } = field;
    return objectOf([
      { name, property, ...objectOf([{ name: operator, ...this.#values.value(model, field) }]) },
    ]);
  }
}

/** How often something is drawn again that is not as it is wanted. */
const drawsMost = 20;

function drawUntil<T>(draw: () => T, isWanted: (drawn: T) => boolean): T {
  let drawn = draw();
  for (let at = 1; at < drawsMost && !isWanted(drawn); at += 1) drawn = draw();
  return drawn;
}

function isFilled({ gateway }: Pair): boolean {
  return typeof gateway === 'object' && gateway !== null && Object.keys(gateway).length > 0;
}
