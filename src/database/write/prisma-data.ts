import type { FieldChange, RelationChange, RowData, RowName } from '../../model/change.ts';
import type { Model, ModelSource, Relation } from '../../model/model.ts';
import type { PresentValue } from '../../model/read-value.ts';
import { toPrismaValue } from './prisma-value.ts';
import { toPrismaUnique, toPrismaWhere } from './prisma-where.ts';
import type { StandIns } from './stand-ins.ts';

/** What data is written down for Prisma with. */
export interface PrismaWording {
  readonly source: ModelSource;
  readonly standIns: StandIns;
}

/**
 * What a row is given, in Prisma's words. Prisma takes foreign keys either all by their columns or all by their
 * relations: where both are given, columns become `connect`.
 */
export function toPrismaData(
  model: Model,
  data: RowData,
  act: 'create' | 'update',
  wording: PrismaWording,
): object {
  const refers = data.relations.some(({ relation }) => relation.refers);
  const taken = refers ? foreignKeys(model, data) : [];
  const inKeys = new Set(taken.flatMap(({ changes }) => changes));
  return {
    ...Object.fromEntries(
      data.fields
        .filter((change) => !inKeys.has(change))
        .map((change) => [change.field.property, toPrismaField(change, wording)]),
    ),
    ...Object.fromEntries(
      taken.flatMap(({ property, to, target, values }): [string, object][] => {
        const isNull = values.length < to.length;
        if (isNull) return act === 'create' ? [] : [[property, { disconnect: true }]];
        const { source, standIns } = wording;
        return [[property, { connect: toPrismaUnique(target, { fields: to, values }, source, standIns) }]];
      }),
    ),
    ...toPrismaRelations(data.relations, wording),
  };
}

function toPrismaField({ field, operation, value }: FieldChange, { standIns }: PrismaWording): unknown {
  const written = toPrismaValue(field, value, standIns);
  return operation === 'set' ? written : { [operation]: written };
}

/** A relation that is given by its columns. */
interface ForeignKey extends Pick<Relation, 'property' | 'target' | 'to'> {
  readonly changes: readonly FieldChange[];
  /** Those that are not null. */
  readonly values: readonly PresentValue[];
}

function foreignKeys(model: Model, data: RowData): readonly ForeignKey[] {
  return model.relations.flatMap(({ refers, from, to, target, property }) => {
    const changes = from.flatMap((field) => data.fields.find((change) => change.field === field) ?? []);
    if (!refers || changes.length < from.length) return [];
    const values = changes.map(({ value }) => value).filter((value) => value !== null);
    return [{ property, target, to, changes, values }];
  });
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
  const write = (act: 'create' | 'update') => (data: RowData) => toPrismaData(target, data, act, wording);
  const [create, update] = [write('create'), write('update')];
  const name = (row: RowName): object => toPrismaUnique(target, row, wording.source, wording.standIns);
  const all = <T>(items: readonly T[], map: (item: T) => unknown): unknown => {
    const mapped = items.map(map);
    return isMany ? mapped : mapped[0];
  };
  switch (change.operation) {
    case 'create':
      return all(change.rows, create);
    case 'createMany':
      return { data: change.rows.map(create) };
    case 'connect':
    case 'set':
      return all(change.names, name);
    case 'disconnect':
    case 'delete':
      return change.names === undefined ? true : all(change.names, name);
    case 'connectOrCreate':
      return all(change.rows, (row) => ({ where: name(row.where), create: create(row.create) }));
    case 'update':
      return all(change.rows, ({ where, data }) =>
        where ? { where: name(where), data: update(data) } : update(data),
      );
    case 'upsert':
      return all(change.rows, (row) => ({
        ...(row.where && { where: name(row.where) }),
        create: create(row.create),
        update: update(row.update),
      }));
    case 'updateMany':
      return change.rows.map(({ where, data }) => ({
        where: toPrismaWhere(where, wording.standIns),
        data: update(data),
      }));
    case 'deleteMany':
      return change.filters.map((filter) => toPrismaWhere(filter, wording.standIns));
  }
}
