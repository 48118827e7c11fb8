/** A statement of Prisma's that writes, taken apart. */
export type WriteStatement =
  | {
      readonly kind: 'insert';
      readonly table: string;
      readonly columns: readonly string[];
      /** Of each row, the place of each column's value among the parameters; none where it is written out, as NULL is. */
      readonly rows: readonly (readonly (number | undefined)[])[];
    }
  | {
      readonly kind: 'update' | 'delete';
      readonly table: string;
      /** The condition, whose parameters are the last ones of the statement. */
      readonly condition: string;
      readonly conditionParameters: number;
    };

/** A name in backticks, in which a backtick is doubled. */
const quotedName = /`((?:[^`]|``)+)`/g;

const firstName = '(?:`(?:[^`]|``)+`\\.)?`((?:[^`]|``)+)`';
const insertPattern = new RegExp(
  `^INSERT (?:IGNORE )?INTO ${firstName} \\(((?:[^\`()]|\`(?:[^\`]|\`\`)+\`)*)\\) VALUES `,
);
const changePattern = new RegExp(`^(UPDATE|DELETE FROM) ${firstName} `);

/**
 * Takes a statement apart that writes rows, or answers undefined for any other. Prisma gives every value as a parameter, so
 * that what is quoted is a name.
 */
export function readWriteStatement(sql: string): WriteStatement | undefined {
  const insert = insertPattern.exec(sql);
  if (insert) {
    const [head, table = '', columns = ''] = insert;
    return {
      kind: 'insert',
      table: unquote(table),
      columns: Array.from(columns.matchAll(quotedName), ([, name = '']) => unquote(name)),
      rows: readRows(sql.slice(head.length)),
    };
  }
  const change = changePattern.exec(sql);
  if (change === null) return undefined;
  const [head, verb, table = ''] = change;
  const rest = sql.slice(head.length);
  const at = outsideOfNames(rest).indexOf('WHERE ');
  const condition = at === -1 ? 'TRUE' : rest.slice(at + 'WHERE '.length);
  return {
    kind: verb === 'UPDATE' ? 'update' : 'delete',
    table: unquote(table),
    condition,
    conditionParameters: outsideOfNames(condition).split('?').length - 1,
  };
}

/** `(?,null), (?,?)`: each row's values by the place of their parameters. */
function readRows(values: string): (number | undefined)[][] {
  let parameter = 0;
  return Array.from(values.matchAll(/\(([^()]*)\)/g), ([, row = '']) =>
    row.split(',').map((value) => (value.trim() === '?' ? parameter++ : undefined)),
  );
}

/** The text with names blanked, each character in its place. */
function outsideOfNames(sql: string): string {
  return sql.replaceAll(quotedName, (name) => ' '.repeat(name.length));
}

/** The name that stands between backticks. */
export function unquote(name: string): string {
  return name.replaceAll('``', '`');
}
