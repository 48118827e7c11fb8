import type { SqlQuery } from '@prisma/driver-adapter-utils';
import type { Models } from '../../../model/model.ts';
import { unquote } from './read-write-statement.ts';

const name = '`(?:[^`]|``)+`';
const updatePattern = new RegExp(
  `^(UPDATE (?:${name}\\.)?\`((?:[^\`]|\`\`)+)\` SET )(${name} = \\?(?:, ${name} = \\?)+)( WHERE .*)$`,
  's',
);

/**
 * Leaves required columns out of an UPDATE that would set them to NULL. Prisma takes a reference away by setting all of its
 * columns to NULL, of which one that may be NULL is enough; no client can ask for NULL where a field takes none.
 */
export function keepRequired(query: SqlQuery, { all }: Models): SqlQuery {
  if (!query.args.includes(null)) return query;
  const [, head = '', table = '', list = '', tail = ''] = updatePattern.exec(query.sql) ?? [];
  const model = all.find((each) => each.table === unquote(table));
  if (model === undefined) return query;
  const required = new Set(model.fields.filter(({ nullable }) => !nullable).map(({ column }) => column));
  const columns = list.match(new RegExp(name, 'g')) ?? [];
  const isKept = columns.map(
    (column, index) => query.args[index] === null && required.has(unquote(column.slice(1, -1))),
  );
  if (!isKept.includes(true) || !isKept.includes(false)) return query;
  const isWritten = (_: unknown, index: number): boolean => isKept[index] !== true;
  return {
    sql: `${head}${columns
      .filter(isWritten)
      .map((column) => `${column} = ?`)
      .join(', ')}${tail}`,
    args: query.args.filter(isWritten),
    argTypes: query.argTypes.filter(isWritten),
  };
}
