import type { Change, RelationChange, RowData, RowName } from '../../src/model/change.ts';
import type { Value } from '../../src/model/load.ts';
import type { Model } from '../../src/model/model.ts';
import type { PresentValue } from '../../src/model/read-value.ts';
import { fieldOf } from './models.ts';

/** What a row is given, by the names of its fields in the API. */
export function dataOf(
  model: Model,
  values: Readonly<Record<string, Value>>,
  relations: readonly RelationChange[] = [],
): RowData {
  const fields = Object.entries(values).map(([name, value]) => ({
    field: fieldOf(model, name),
    operation: 'set' as const,
    value,
    path: `data.${name}`,
  }));
  return { fields, relations, path: 'data' };
}

/** The row with these values of a unique key. */
export function rowNamed(model: Model, key: Readonly<Record<string, PresentValue>>): RowName {
  const fields = Object.keys(key).map((name) => fieldOf(model, name));
  return { fields, values: Object.values(key), path: 'where' };
}

/** An update of one row's fields. */
export function updateOf(
  model: Model,
  key: Readonly<Record<string, PresentValue>>,
  values: Readonly<Record<string, Value>>,
): Change {
  return {
    kind: 'update',
    model,
    where: rowNamed(model, key),
    data: dataOf(model, values),
    unchanged: undefined,
  };
}

/** A new row. */
export function creationOf(model: Model, values: Readonly<Record<string, Value>>): Change {
  return { kind: 'create', model, data: dataOf(model, values) };
}
