import type { SqlQuery } from '@prisma/driver-adapter-utils';
import type { Model, Models } from '../../../model/model.ts';
import { unquote } from './read-write-statement.ts';

const name = '(?:[^`]|``)+';
const headPattern = new RegExp(`^(?:UPDATE|DELETE FROM) (?:\`${name}\`\\.)?\`(${name})\` .*?WHERE \\(`, 's');
const listPattern = new RegExp(`((?:\`${name}\`\\.)+\`(${name})\`) IN \\(([?,]+)\\) AND `, 'y');

/** A column that Prisma compares with a list, one value for each row. */
interface KeyList {
  readonly position: string;
  readonly column: string;
  readonly rows: number;
  /** Where the next condition begins. */
  readonly end: number;
}

/**
 * Names rows by whole keys where Prisma names them by the parts of their keys. It writes the rows `(1, 2)` and `(3, 4)` as
 * `a IN (1,3) AND b IN (2,4)`, which also meets `(1, 4)`: a row that nobody asked to be written, or deleted.
 */
export function pairKeys(query: SqlQuery, { all }: Models): SqlQuery {
  const { sql, args, argTypes } = query;
  const [head, table = ''] = headPattern.exec(sql) ?? [];
  const model = all.find((each) => each.table === unquote(table));
  if (head === undefined || model === undefined) return query;
  const lists = readLists(sql, head.length);
  const key = keysOf(model).find((columns) =>
    columns.every((column, index) => lists[index]?.column === column),
  );
  const parts = lists.slice(0, key?.length ?? 0);
  const rows = lists[0]?.rows ?? 0;
  if (rows < 2 || lists.length < 2 || parts.length === 1) return query;
  if (parts.some((part) => part.rows !== rows) || parts.length === 0)
    throw new Error(`Expected a whole key of ${model.name} in: ${sql.slice(0, 200)}`);
  const tuple = `(${parts.map(() => '?').join(',')})`;
  const tuples = Array.from({ length: rows }, () => tuple).join(',');
  const paired = `(${parts.map(({ position }) => position).join(',')}) IN (${tuples}) AND `;
  const first = head.split('?').length - 1;
  return {
    sql: `${head}${paired}${sql.slice(parts.at(-1)?.end)}`,
    args: transpose(args, first, rows, parts.length),
    argTypes: transpose(argTypes, first, rows, parts.length),
  };
}

/** Reads the conditions that a WHERE begins with, as long as they compare a column with a list. */
function readLists(sql: string, start: number): readonly KeyList[] {
  const lists: KeyList[] = [];
  listPattern.lastIndex = start;
  for (let found = listPattern.exec(sql); found; found = listPattern.exec(sql)) {
    const [, position = '', column = '', values = ''] = found;
    lists.push({
      position,
      column: unquote(column),
      rows: values.split(',').length,
      end: listPattern.lastIndex,
    });
  }
  return lists;
}

/** The columns of the keys that Prisma may name rows by, the primary key first. */
function keysOf({ primaryKey, uniqueKeys }: Model): readonly (readonly string[])[] {
  return [...(primaryKey ? [primaryKey] : []), ...uniqueKeys].map((key) => key.map(({ column }) => column));
}

/** Orders values by rows that are ordered by columns; those before `first` and behind the last row stay. */
function transpose<T>(values: readonly T[], first: number, rows: number, columns: number): T[] {
  const position = (index: number): number => (index % columns) * rows + Math.floor(index / columns);
  return values.map((value, at) => {
    const index = at - first;
    return index < 0 || index >= rows * columns ? value : (values[first + position(index)] ?? value);
  });
}
