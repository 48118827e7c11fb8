import type { StoredDefault } from '../../model/stored-table.ts';

/** The facts about a column that change the meaning of its default. */
export interface DefaultSurroundings {
  readonly isMariadb: boolean;
  /** The column's EXTRA. MySQL marks defaults that are expressions there. */
  readonly extra: string;
  readonly type: string;
}

const now = /^(?:current_timestamp|now|localtimestamp|localtime)(?:\(\d*\))?$/i;

/**
 * Reads the default of a column. MySQL shows values without quotes, and MariaDB shows SQL, in which
 * a missing default of a nullable column is NULL.
 */
export function readStoredDefault(
  text: string | undefined,
  { isMariadb, extra, type }: DefaultSurroundings,
): StoredDefault | undefined {
  if (text === undefined) return undefined;
  if (isMariadb) return readExpression(text);
  // MySQL shows the default of a bit, and of a time, as SQL.
  if (now.test(text) && /default_generated/i.test(extra)) return { kind: 'now' };
  if (/default_generated/i.test(extra)) return { kind: 'expression', sql: unescapeQuotes(text) };
  if (type.startsWith('bit')) return readExpression(text);
  return { kind: 'value', text };
}

function readExpression(sql: string): StoredDefault | undefined {
  if (sql === 'NULL') return undefined;
  if (now.test(sql)) return { kind: 'now' };
  const [, bits] = /^b'([01]+)'$/.exec(sql) ?? [];
  if (bits !== undefined) return { kind: 'value', text: String(BigInt(`0b${bits}`)) };
  if (/^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(sql)) return { kind: 'value', text: sql };
  const [, quoted] = /^'((?:[^'\\]|''|\\.)*)'$/s.exec(sql) ?? [];
  if (quoted === undefined) return { kind: 'expression', sql };
  return {
    kind: 'value',
    text: quoted.replaceAll(/''|\\(.)/gs, (match, escaped) => unescape(match, escaped)),
  };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0', Z: '\x1A' };

function unescape(match: string, escaped: string | undefined): string {
  return match === "''" ? "'" : (escapes[escaped ?? ''] ?? escaped ?? '');
}

/** MySQL stores the quotes of an expression with a backslash: `_utf8mb4\'x\'`. */
function unescapeQuotes(sql: string): string {
  return sql.replaceAll("\\'", "'");
}
