import type { OwnSqlPiece } from '../model/own-sql.ts';
import { findNearest } from '../std/find-nearest.ts';

/** The names that own SQL may use. */
export interface OwnSqlNames {
  readonly needs: readonly string[];
  readonly args: readonly string[];
}

/** Quoted texts and comments, which hold no parameters, then names of parameters and what is refused. */
const tokens =
  /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`[^`]*`|--(?=\s|$).*|#.*|\/\*[^]*?\*\/|(?<![\w$])\$(?<name>\w+)|(?<refused>[?;])/g;

const startOfSelect = /^(?:\s|--\s.*|#.*|\/\*(?!M?!)[^]*?\*\/|\()*(?:SELECT|WITH)\b/i;

/** Reads own SQL into pieces. Reports each fault. */
export function readOwnSql(
  text: string,
  { needs, args }: OwnSqlNames,
  report: (fault: string) => void,
): readonly OwnSqlPiece[] {
  const sql = text.replace(/[\s;]+$/, '');
  if (!startOfSelect.test(sql)) report('expected a SELECT');
  const pieces: OwnSqlPiece[] = [];
  let from = 0;
  let keys = 0;
  for (const match of sql.matchAll(tokens)) {
    const { name, refused } = match.groups ?? {};
    if (refused === '?') report('expected $name for each argument, got ?');
    if (refused === ';') report('expected one statement, got ;');
    if (name === undefined) continue;
    pieces.push({ kind: 'text', text: sql.slice(from, match.index) });
    from = match.index + match[0].length;
    if (name === 'keys') {
      keys += 1;
      if (!/^\s+AS\s+[`\w]/i.test(sql.slice(from))) report('expected $keys AS and a name');
      pieces.push({ kind: 'keys' });
    } else {
      if (!args.includes(name)) report(describeUnknown(name, needs, args));
      pieces.push({ kind: 'argument', name });
    }
  }
  pieces.push({ kind: 'text', text: sql.slice(from) });
  if (keys === 0) report('expected to read from $keys');
  return pieces;
}

function describeUnknown(name: string, needs: readonly string[], args: readonly string[]): string {
  if (needs.includes(name)) return `expected an argument, got $${name}; ${name} is a column of $keys`;
  const nearest = findNearest(name, [...args, 'keys']);
  const hint = nearest === undefined ? '' : `; did you mean $${nearest}?`;
  return `expected $keys or an argument, got $${name}${hint}`;
}
