/** A token of a script. */
export interface Token {
  /** A word is a name, a keyword or a number. A text is a quoted one, without its quotes. */
  readonly kind: 'word' | 'text' | 'mark';
  readonly text: string;
  /** Counts from 1. */
  readonly line: number;
}

/** Spaces and comments, words, quoted texts, and arrows. Any other character is a mark of its own. */
const tokenPattern =
  /(?<skip>\s+|\/\/[^\n]*|\/\*[^]*?\*\/)|(?<word>[\w$#\u0080-\uFFFF]+)|"(?<double>(?:[^"\\\n]|\\[^])*)"|'(?<single>(?:[^'\\\n]|\\[^])*)'|(?<mark>=>|[^])/y;

const regexPattern = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;

/** Words after which a slash begins a regular expression. After any other word it divides. */
const beforeRegex = ['return', 'typeof', 'case', 'in', 'of', 'void', 'default', 'await', 'yield'];

/**
 * Splits a script into tokens, as far as it takes to find where objects and their properties begin. A
 * template and a regular expression are one text each.
 */
export function scanTokens(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let at = 0;
  const take = (kind: Token['kind'] | undefined, text: string, end: number): void => {
    if (kind !== undefined) tokens.push({ kind, text, line });
    line += source.slice(at, end).split('\n').length - 1;
    at = end;
  };
  while (at < source.length) {
    const last = tokens.at(-1);
    const other = readTemplate(source, at) ?? readRegex(source, at, last);
    if (other !== undefined) {
      take('text', source.slice(at, other), other);
      continue;
    }
    tokenPattern.lastIndex = at;
    const { groups = {} } = tokenPattern.exec(source) ?? {};
    const { skip, word, double, single } = groups;
    const quoted = double ?? single;
    const end = tokenPattern.lastIndex;
    if (skip !== undefined) take(undefined, skip, end);
    else if (word !== undefined) take('word', word, end);
    else if (quoted !== undefined) take('text', quoted, end);
    else take('mark', groups['mark'] ?? '', end);
  }
  return tokens;
}

/** Finds the end of the template that begins here, if one does. Its parts in `${}` may hold templates. */
function readTemplate(source: string, start: number): number | undefined {
  if (source[start] !== '`') return undefined;
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === '`') return at + 1;
    else if (source.startsWith('${', at)) at = readPlaceholder(source, at + 2);
  }
  return source.length;
}

/** Finds the brace that ends a part in `${}`. */
function readPlaceholder(source: string, start: number): number {
  let depth = 1;
  for (let at = start; at < source.length; at += 1) {
    const template = readTemplate(source, at);
    if (template !== undefined) at = template - 1;
    else if (source[at] === '{') depth += 1;
    else if (source[at] === '}' && --depth === 0) return at;
  }
  return source.length;
}

function readRegex(source: string, start: number, last: Token | undefined): number | undefined {
  if (source[start] !== '/' || /^\/[/*]/.test(source.slice(start, start + 2))) return undefined;
  const divides =
    last !== undefined &&
    (last.kind === 'text' ||
      (last.kind === 'word' && !beforeRegex.includes(last.text)) ||
      [')', ']', '}'].includes(last.text));
  if (divides) return undefined;
  regexPattern.lastIndex = start;
  return regexPattern.test(source) ? regexPattern.lastIndex : undefined;
}
