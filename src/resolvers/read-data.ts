import type { FieldChange, RelationChange, RowData, RowName } from '../model/change.ts';
import type { Model, Relation } from '../model/model.ts';
import { operationOrder } from '../model/writable.ts';
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
export function readCreation(model: Model, given: unknown, at: DataContext, nestedIn?: Relation): RowData {
  const data = readParts(model, given, at);
  refuseUnreferred(model, data, nestedIn);
  // A version begins with its default, or with one.
  const first = countVersion(model, 'set', at).filter(({ field }) => !field.hasDefault);
  return { ...data, fields: [...data.fields, ...first] };
}

/**
 * Reads the changes of a row with its nested writes. Its version, if it has one, is incremented.
 * @throws BadUserInputError naming the path of an invalid value, TooComplexError for too many rows.
 */
export function readUpdate(model: Model, given: unknown, at: DataContext): RowData {
  const data = readParts(model, given, at);
  return { ...data, fields: [...data.fields, ...countVersion(model, 'increment', at)] };
}

/** Reads a list of new rows. */
export function readCreations(
  model: Model,
  given: unknown,
  at: DataContext,
  nestedIn?: Relation,
): readonly RowData[] {
  return readRows(given, at, (row, each) => readCreation(model, row, each, nestedIn));
}

function readParts(model: Model, given: unknown, at: DataContext): RowData {
  const fields: FieldChange[] = [];
  const relations: RelationChange[] = [];
  for (const [name, value] of Object.entries(readObject(given, at.path, 'what a row is given'))) {
    const path = `${at.path}.${name}`;
    const field = model.fields.find((each) => each.name === name);
    const relation = model.relations.find((each) => each.name === name);
    if (field) fields.push(readFieldChange(field, value, path));
    else if (relation) relations.push(...readRelationChanges(relation, value, { ...at, path }));
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

function readRelationChanges(relation: Relation, given: unknown, at: DataContext): readonly RelationChange[] {
  const operations = Object.entries(readObject(given, at.path, 'what happens to it'));
  const changes = operations.flatMap(([operation, value]) =>
    readOperation(relation, operation, value, within(at, `.${operation}`)),
  );
  return operationOrder.flatMap((each) => changes.filter(({ operation }) => operation === each));
}

/** Reads one operation of a relation. Returns an empty list if it is `false`. */
function readOperation(
  relation: Relation,
  operation: string,
  given: unknown,
  at: DataContext,
): RelationChange | readonly [] {
  const { target, cardinality } = relation;
  const base = { relation, path: at.path };
  const name = (item: unknown, each: DataContext): RowName => readRowName(target, item, each.path);
  switch (operation) {
    case 'create': {
      const rows = readItems(relation, given, at, (row, each) => readCreation(target, row, each, relation));
      return { ...base, operation, rows };
    }
    case 'createMany': {
      const { data } = readObject(given, at.path, 'new rows');
      return { ...base, operation, rows: readCreations(target, data, within(at, '.data'), relation) };
    }
    case 'connect':
    case 'set':
      return { ...base, operation, names: readItems(relation, given, at, name) };
    case 'disconnect':
    case 'delete':
      if (cardinality === 'many') return { ...base, operation, names: readItems(relation, given, at, name) };
      if (typeof given !== 'boolean') throw refuse(at.path, 'true or false', given);
      return given ? { ...base, operation, names: undefined } : [];
    case 'deleteMany': {
      const filters = readItems(relation, given, at, (item, each) => readFilter(target, item, each.path));
      return { ...base, operation, filters };
    }
    default:
      return readUpdates(relation, operation, given, at);
  }
}

/** Reads an operation whose entries have parts, such as `where` and `data`. */
function readUpdates(relation: Relation, operation: string, given: unknown, at: DataContext): RelationChange {
  const { target, cardinality } = relation;
  const base = { relation, path: at.path };
  const isMany = cardinality === 'many';
  const read = <T>(row: (part: Part) => T): readonly T[] =>
    readItems(relation, given, at, (item, each) => row(partsOf(item, each)));
  const name = (part: Part): RowName => {
    const [item, { path }] = part('where');
    return readRowName(target, item, path);
  };
  const where = (part: Part): RowName | undefined => (isMany ? name(part) : undefined);
  const create = (part: Part): RowData => readCreation(target, ...part('create'), relation);
  switch (operation) {
    case 'connectOrCreate': {
      const rows = read((part) => ({ where: name(part), create: create(part) }));
      return { ...base, operation, rows };
    }
    case 'update': {
      const rows = isMany
        ? read((part) => ({ where: where(part), data: readUpdate(target, ...part('data')) }))
        : [{ where: undefined, data: readUpdate(target, given, at) }];
      return { ...base, operation, rows };
    }
    case 'upsert': {
      const rows = read((part) => ({
        where: where(part),
        create: create(part),
        update: readUpdate(target, ...part('update')),
      }));
      return { ...base, operation, rows };
    }
    case 'updateMany': {
      const rows = read((part) => {
        const [item, { path }] = part('where');
        return { where: readFilter(target, item, path), data: readUpdate(target, ...part('data')) };
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
function readItems<T>(
  { cardinality }: Relation,
  given: unknown,
  at: DataContext,
  read: (item: unknown, at: DataContext) => T,
): readonly T[] {
  return cardinality === 'one' ? [read(given, at)] : readRows(given, at, read);
}

function readRows<T>(
  given: unknown,
  at: DataContext,
  read: (item: unknown, at: DataContext) => T,
): readonly T[] {
  const items = readList(given, at.path);
  at.rows.add(items.length, at.path);
  return items.map((item, index) => read(item, within(at, `[${index}]`)));
}

function within({ path, rows }: DataContext, step: string): DataContext {
  return { path: `${path}${step}`, rows };
}
