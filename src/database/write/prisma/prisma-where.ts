import type { Filter } from '../../../model/load.ts';
import type { RowName } from '../../../model/change.ts';
import type { Field, Model, ModelSource } from '../../../model/model.ts';
import type { PresentValue } from '../../../model/read-value.ts';
import { toPrismaValue } from './prisma-value.ts';
import { nameCompoundKey } from './prisma-source.ts';
import type { StandIns } from './stand-ins.ts';

/** Names a row to Prisma: `{ email }`, or `{ userId_teamId: { userId, teamId } }` for a key of several fields. */
export function toPrismaUnique(
  model: Model,
  { fields, values }: Pick<RowName, 'fields' | 'values'>,
  source: ModelSource,
  standIns: StandIns,
): object {
  const key = Object.fromEntries(
    fields.map((field, index) => [field.property, toPrismaValue(field, values[index] ?? null, standIns)]),
  );
  return fields.length === 1 ? key : { [nameCompoundKey(source, model.name, Object.keys(key))]: key };
}

/** The rows of these keys, as a condition. */
export function toPrismaKeys(
  { key }: Model,
  rows: readonly (readonly PresentValue[])[],
  standIns: StandIns,
): object {
  const [only] = key;
  const write = (field: Field, value: PresentValue | undefined): unknown =>
    toPrismaValue(field, value ?? null, standIns);
  if (key.length === 1 && only) return { [only.property]: { in: rows.map(([value]) => write(only, value)) } };
  return {
    OR: rows.map((values) =>
      Object.fromEntries(key.map((field, index) => [field.property, write(field, values[index])])),
    ),
  };
}

/** Conditions on the fields of a row in Prisma's words; patterns take `%`, `_` and `\` literally, as ours do. */
export function toPrismaWhere(filter: Filter | undefined, standIns: StandIns): object {
  if (filter === undefined) return {};
  switch (filter.kind) {
    case 'and':
      return { AND: filter.filters.map((part) => toPrismaWhere(part, standIns)) };
    case 'or':
      return { OR: filter.filters.map((part) => toPrismaWhere(part, standIns)) };
    case 'not':
      return { NOT: [toPrismaWhere(filter.filter, standIns)] };
    case 'some':
    case 'none':
    case 'count':
      throw new Error(`Expected conditions on fields only, but got one on ${filter.relation.name}.`);
    case 'json':
      throw new Error(`Expected no conditions on JSON, but got one on ${filter.field.name}.`);
    case 'compare':
      return { [filter.field.property]: toPrismaComparison(filter, standIns) };
  }
}

function toPrismaComparison(filter: Filter & { kind: 'compare' }, standIns: StandIns): object {
  const { field } = filter;
  switch (filter.operator) {
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return { [filter.operator]: filter.value.replaceAll(/[\\%_]/g, '\\$&') };
    case 'in':
    case 'notIn':
      return { [filter.operator]: filter.values.map((value) => toPrismaValue(field, value, standIns)) };
    case 'equals':
    case 'not':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return { [filter.operator]: toPrismaValue(field, filter.value, standIns) };
  }
}
