import type { FieldChange, RelationChange, RowData, RowName } from '../model/change.ts';
import type { Model, Relation } from '../model/model.ts';
import { operationOrder } from '../model/writable.ts';
import { oneStep, type Steps } from '../std/in-steps.ts';
import { refuseMixed, refuseUnreferred } from './check-references.ts';
import { readFieldChange } from './read-field-change.ts';
import { readFilter } from './read-filter.ts';
import { readList, readObject, refuse } from './read-object.ts';
import { readRowName } from './read-row-name.ts';
import type { RowCount } from './row-count.ts';

/** The path of data for messages, and the counter of the rows of the mutation field. */
export interface DataContext {
  readonly path: string;
  readonly rows: RowCount;
}

/**
 * Reads a new row with its nested writes. `nestedIn` is the relation that creates it, for a nested row.
 * @throws BadUserInputError naming the path of an invalid value, TooComplexError for too many rows.
 */
export function* readCreation(
  model: Model,
  given: unknown,
  at: DataContext,
  nestedIn?: Relation,
): Steps<RowData> {
  const data = yield* readParts(model, given, at);
  refuseUnreferred(model, data, nestedIn);
  // A version begins with its default, or with one.
  const first = countVersion(model, 'set', at).filter(({ field }) => !field.hasDefault);
  return { ...data, fields: [...data.fields, ...first] };
}

/**
 * Reads the changes of a row with its nested writes. Its version, if it has one, is incremented.
 * @throws BadUserInputError naming the path of an invalid value, TooComplexError for too many rows.
 */
export function* readUpdate(model: Model, given: unknown, at: DataContext): Steps<RowData> {
  const data = yield* readParts(model, given, at);
  return { ...data, fields: [...data.fields, ...countVersion(model, 'increment', at)] };
}

/** Reads a list of new rows. */
export function readCreations(
  model: Model,
  given: unknown,
  at: DataContext,
  nestedIn?: Relation,
): Steps<readonly RowData[]> {
  return readRows(given, at, (row, each) => readCreation(model, row, each, nestedIn));
}

function* readParts(model: Model, given: unknown, at: DataContext): Steps<RowData> {
  const fields: FieldChange[] = [];
  const relations: RelationChange[] = [];
  for (const [name, value] of Object.entries(readObject(given, at.path, 'what a row is given'))) {
    const path = `${at.path}.${name}`;
    const field = model.fields.find((each) => each.name === name);
    const relation = model.relations.find((each) => each.name === name);
    if (field) fields.push(yield* readFieldChange(field, value, path));
    else if (relation) relations.push(...(yield* readRelationChanges(relation, value, { ...at, path })));
    else throw new Error(`Expected a field of ${model.name} at ${path}.`);
  }
  const data = { fields, relations, path: at.path };
  refuseMixed(model, data);
  return data;
}

function countVersion(
  { fields }: Model,
  operation: 'set' | 'increment',
  { path }: DataContext,
): readonly FieldChange[] {
  return fields
    .filter(({ isVersion }) => isVersion)
    .map((field) => ({ field, operation, value: field.type === 'BigInt' ? '1' : 1, path }));
}

function* readRelationChanges(
  relation: Relation,
  given: unknown,
  at: DataContext,
): Steps<readonly RelationChange[]> {
  const changes: RelationChange[] = [];
  for (const [operation, value] of Object.entries(readObject(given, at.path, 'what happens to it'))) {
    const change = yield* readOperation(relation, operation, value, within(at, `.${operation}`));
    if (change) changes.push(change);
  }
  return operationOrder.flatMap((each) => changes.filter(({ operation }) => operation === each));
}

/** Reads one operation of a relation. Returns undefined if it is `false`. */
function* readOperation(
  relation: Relation,
  operation: string,
  given: unknown,
  at: DataContext,
): Steps<RelationChange | undefined> {
  const { target, cardinality } = relation;
  const base = { relation, path: at.path };
  const name = (item: unknown, each: DataContext): Steps<RowName> =>
    oneStep(() => readRowName(target, item, each.path));
  switch (operation) {
    case 'create': {
      const rows = yield* readItems(relation, given, at, (row, each) =>
        readCreation(target, row, each, relation),
      );
      return { ...base, operation, rows };
    }
    case 'createMany': {
      const { data } = readObject(given, at.path, 'new rows');
      return { ...base, operation, rows: yield* readCreations(target, data, within(at, '.data'), relation) };
    }
    case 'connect':
    case 'set':
      return { ...base, operation, names: yield* readItems(relation, given, at, name) };
    case 'disconnect':
    case 'delete':
      if (cardinality === 'many')
        return { ...base, operation, names: yield* readItems(relation, given, at, name) };
      if (typeof given !== 'boolean') throw refuse(at.path, 'true or false', given);
      return given ? { ...base, operation, names: undefined } : undefined;
    case 'deleteMany': {
      const filters = yield* readItems(relation, given, at, (item, each) =>
        oneStep(() => readFilter(target, item, each.path)),
      );
      return { ...base, operation, filters };
    }
    default:
      return yield* readUpdates(relation, operation, given, at);
  }
}

/** Reads an operation whose entries have parts, such as `where` and `data`. */
function* readUpdates(
  relation: Relation,
  operation: string,
  given: unknown,
  at: DataContext,
): Steps<RelationChange> {
  const { target, cardinality } = relation;
  const base = { relation, path: at.path };
  const isMany = cardinality === 'many';
  const read = <T>(row: (part: Part) => Steps<T>): Steps<readonly T[]> =>
    readItems(relation, given, at, (item, each) => row(partsOf(item, each)));
  const name = (part: Part): RowName => {
    const [item, { path }] = part('where');
    return readRowName(target, item, path);
  };
  const where = (part: Part): RowName | undefined => (isMany ? name(part) : undefined);
  const create = (part: Part): Steps<RowData> => readCreation(target, ...part('create'), relation);
  const update = (item: unknown, each: DataContext): Steps<RowData> => readUpdate(target, item, each);
  switch (operation) {
    case 'connectOrCreate': {
      const rows = yield* read(function* (part) {
        return { where: name(part), create: yield* create(part) };
      });
      return { ...base, operation, rows };
    }
    case 'update': {
      if (!isMany)
        return { ...base, operation, rows: [{ where: undefined, data: yield* update(given, at) }] };
      const rows = yield* read(function* (part) {
        return { where: where(part), data: yield* update(...part('data')) };
      });
      return { ...base, operation, rows };
    }
    case 'upsert': {
      const rows = yield* read(function* (part) {
        return {
          where: where(part),
          create: yield* create(part),
          update: yield* update(...part('update')),
        };
      });
      return { ...base, operation, rows };
    }
    case 'updateMany': {
      const rows = yield* read(function* (part) {
        const [item, { path }] = part('where');
        return { where: readFilter(target, item, path), data: yield* update(...part('data')) };
      });
      return { ...base, operation, rows };
    }
    default:
      throw new Error(`Expected an operation at ${at.path}.`);
  }
}

/** Returns a part of an entry and its path. */
type Part = (name: 'where' | 'create' | 'update' | 'data') => readonly [unknown, DataContext];

function partsOf(given: unknown, at: DataContext): Part {
  const parts = readObject(given, at.path, 'what becomes of a row');
  return (name) => [parts[name], within(at, `.${name}`)];
}

/** Reads the entries of an operation, which are a list or a single one. */
function* readItems<T>(
  { cardinality }: Relation,
  given: unknown,
  at: DataContext,
  read: (item: unknown, at: DataContext) => Steps<T>,
): Steps<readonly T[]> {
  return cardinality === 'one' ? [yield* read(given, at)] : yield* readRows(given, at, read);
}

/** Reads a list, and may be interrupted after each item. */
function* readRows<T>(
  given: unknown,
  at: DataContext,
  read: (item: unknown, at: DataContext) => Steps<T>,
): Steps<readonly T[]> {
  const items = readList(given, at.path);
  at.rows.add(items.length, at.path);
  const rows: T[] = [];
  for (const [index, item] of items.entries()) {
    rows.push(yield* read(item, within(at, `[${index}]`)));
    yield;
  }
  return rows;
}

function within({ path, rows }: DataContext, step: string): DataContext {
  return { path: `${path}${step}`, rows };
}
