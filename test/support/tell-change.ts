import type { Change, RelationChange, RowData, RowName } from '../../src/model/change.ts';
import type { Filter } from '../../src/model/load.ts';

/** The change in the words of its argument, so that a table of them can be read. */
export function tellChange(change: Change): unknown {
  switch (change.kind) {
    case 'create':
    case 'update':
      return tellData(change.data);
    case 'createMany':
      return change.rows.map(tellData);
    case 'upsert':
      return [tellName(change.where), tellData(change.create), tellData(change.update)];
    case 'updateMany':
      return [tellFilter(change.where), tellData(change.data)];
    case 'delete':
      return tellName(change.where);
    case 'deleteMany':
      return tellFilter(change.where);
  }
}

function tellData({ fields, relations }: RowData): unknown {
  return Object.fromEntries([
    ...fields.map(({ field, operation, value }) => [
      field.name,
      operation === 'set' ? value : { [operation]: value },
    ]),
    ...relations.map((change) => [`${change.relation.name}.${change.operation}`, tellRelation(change)]),
  ]);
}

function tellRelation(change: RelationChange): unknown {
  switch (change.operation) {
    case 'create':
    case 'createMany':
      return change.rows.map(tellData);
    case 'connect':
    case 'set':
    case 'disconnect':
    case 'delete':
      return change.names?.map(tellName) ?? 'the one';
    case 'connectOrCreate':
      return change.rows.map((row) => [tellName(row.where), tellData(row.create)]);
    case 'update':
      return change.rows.map((row) => [tellName(row.where), tellData(row.data)]);
    case 'upsert':
      return change.rows.map((row) => [tellName(row.where), tellData(row.create), tellData(row.update)]);
    case 'updateMany':
      return change.rows.map((row) => [tellFilter(row.where), tellData(row.data)]);
    case 'deleteMany':
      return change.filters.map(tellFilter);
  }
}

function tellName(name: RowName | undefined): string {
  return (
    name?.fields.map((field, index) => `${field.name} ${String(name.values[index])}`).join(', ') ?? 'the one'
  );
}

function tellFilter(filter: Filter | undefined): string {
  if (filter?.kind !== 'compare') return filter?.kind ?? 'all';
  return `${filter.field.name} ${filter.operator} ${'value' in filter ? String(filter.value) : ''}`;
}
