import { BadUserInputError } from '../../../errors.ts';
import type { FieldChange, RelationChange, RowData, RowName } from '../../../model/change.ts';
import type { Model, ModelSource } from '../../../model/model.ts';
import { listReferences, nameCompoundKey, type SourceReference } from './prisma-source.ts';
import { toPrismaValue } from './prisma-value.ts';
import { toPrismaUnique, toPrismaWhere } from './prisma-where.ts';
import type { StandIns } from './stand-ins.ts';

/** What data is written down for Prisma with. */
export interface PrismaWording {
  readonly source: ModelSource;
  readonly standIns: StandIns;
}

/**
 * What rows of one list are given, in Prisma's words. Prisma takes foreign keys either all by their columns or all by their
 * relations, in the whole list: where a relation is given, columns become `connect`.
 * @throws BadUserInputError where a column of such a foreign key is counted up, which `connect` cannot say.
 */
export function toPrismaList(
  model: Model,
  rows: readonly RowData[],
  act: 'create' | 'update',
  wording: PrismaWording,
): readonly object[] {
  const refers = rows.some(({ relations }) => relations.some(({ relation }) => relation.refers));
  return rows.map((data) => toPrismaRow(model, data, act, { ...wording, refers }));
}

/** What one row is given; see `toPrismaList`. */
export function toPrismaData(
  model: Model,
  data: RowData,
  act: 'create' | 'update',
  wording: PrismaWording,
): object {
  return Object.assign({}, ...toPrismaList(model, [data], act, wording)) as object;
}

function toPrismaRow(
  model: Model,
  data: RowData,
  act: 'create' | 'update',
  { refers, ...wording }: PrismaWording & { readonly refers: boolean },
): object {
  const keys = refers ? foreignKeys(model, data, wording.source) : [];
  refusePartlyNull(keys);
  const inKeys = new Set(keys.flatMap(({ changes }) => changes));
  return {
    ...Object.fromEntries(
      data.fields
        .filter((change) => !inKeys.has(change))
        .map((change) => [change.field.property, toPrismaField(change, wording)]),
    ),
    ...Object.assign({}, ...keys.map((key) => toPrismaReference(key, act, wording))),
    ...toPrismaRelations(data.relations, wording),
  };
}

function toPrismaField({ field, operation, value }: FieldChange, { standIns }: PrismaWording): unknown {
  const written = toPrismaValue(field, value, standIns);
  return operation === 'set' ? written : { [operation]: written };
}

/** A foreign key that is given by its columns. */
interface ForeignKey extends SourceReference {
  readonly changes: readonly FieldChange[];
}

function foreignKeys(model: Model, data: RowData, source: ModelSource): readonly ForeignKey[] {
  return listReferences(source, model.name).flatMap((reference) => {
    const changes = reference.from.flatMap(
      (property) => data.fields.find(({ field }) => field.property === property) ?? [],
    );
    return changes.length < reference.from.length ? [] : [{ ...reference, changes }];
  });
}

/** Refuses a value that only a reference which is NULL would carry: Prisma writes that one as none at all. */
function refusePartlyNull(keys: readonly ForeignKey[]): void {
  const isNull = ({ changes }: ForeignKey): boolean => changes.some(({ value }) => value === null);
  const connected = new Set(keys.filter((key) => !isNull(key)).flatMap(({ changes }) => changes));
  for (const { changes } of keys.filter(isNull)) {
    const lost = changes.find((change) => change.value !== null && !connected.has(change));
    if (lost === undefined) continue;
    const empty = changes.filter(({ value }) => value === null).map(({ field }) => field.name);
    throw new BadUserInputError(
      `Argument "${lost.path}": expected no value beside a relation where ${empty.join(' and ')} is null, got ${JSON.stringify(lost.value)}.`,
    );
  }
}

function toPrismaReference(
  { property, target, to, changes }: ForeignKey,
  act: 'create' | 'update',
  { source, standIns }: PrismaWording,
): object {
  const counted = changes.find(({ operation }) => operation !== 'set');
  if (counted) {
    throw new BadUserInputError(
      `Argument "${counted.path}": expected set beside a relation, got ${counted.operation}.`,
    );
  }
  if (changes.some(({ value }) => value === null))
    return act === 'create' ? {} : { [property]: { disconnect: true } };
  const key = Object.fromEntries(
    changes.map(({ field, value }, index) => [to[index], toPrismaValue(field, value, standIns)]),
  );
  const connect = to.length === 1 ? key : { [nameCompoundKey(source, target, to)]: key };
  return { [property]: { connect } };
}

function toPrismaRelations(relations: readonly RelationChange[], wording: PrismaWording): object {
  const written: Record<string, Record<string, unknown>> = {};
  for (const change of relations) {
    const operations = (written[change.relation.property] ??= {});
    operations[change.operation] = toPrismaOperation(change, wording);
  }
  return written;
}

function toPrismaOperation(change: RelationChange, wording: PrismaWording): unknown {
  const { relation } = change;
  const { target } = relation;
  const isMany = relation.cardinality === 'many';
  const creations = (rows: readonly RowData[]): readonly object[] =>
    toPrismaList(target, rows, 'create', wording);
  const updates = (rows: readonly RowData[]): readonly object[] =>
    toPrismaList(target, rows, 'update', wording);
  const name = (row: RowName): object => toPrismaUnique(target, row, wording.source, wording.standIns);
  const all = (items: readonly object[]): unknown => (isMany ? items : items[0]);
  switch (change.operation) {
    case 'create':
      return all(creations(change.rows));
    case 'createMany':
      return { data: creations(change.rows) };
    case 'connect':
    case 'set':
      return all(change.names.map(name));
    case 'disconnect':
    case 'delete':
      return change.names === undefined ? true : all(change.names.map(name));
    case 'connectOrCreate': {
      const created = creations(change.rows.map(({ create }) => create));
      return all(change.rows.map(({ where }, index) => ({ where: name(where), create: created[index] })));
    }
    case 'update': {
      const updated = updates(change.rows.map(({ data }) => data));
      return all(
        change.rows.map(({ where }, index) =>
          where ? { where: name(where), data: updated[index] } : (updated[index] ?? {}),
        ),
      );
    }
    case 'upsert': {
      const created = creations(change.rows.map(({ create }) => create));
      const updated = updates(change.rows.map(({ update }) => update));
      return all(
        change.rows.map(({ where }, index) => ({
          ...(where && { where: name(where) }),
          create: created[index],
          update: updated[index],
        })),
      );
    }
    case 'updateMany': {
      const updated = updates(change.rows.map(({ data }) => data));
      return change.rows.map(({ where }, index) => ({
        where: toPrismaWhere(where, wording.standIns),
        data: updated[index],
      }));
    }
    case 'deleteMany':
      return change.filters.map((filter) => toPrismaWhere(filter, wording.standIns));
  }
}
