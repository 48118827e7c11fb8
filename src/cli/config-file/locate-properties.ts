import { scanTokens, type Token } from './scan-tokens.ts';

/**
 * Finds the lines of the properties of a script's default export. The object may be given to a call such as
 * `defineConfig`, or to a constant. A property that comes from elsewhere is left out, so that no
 * line is ever a wrong one.
 */
export function locateProperties(source: string): ReadonlyMap<string, number> {
  const tokens = scanTokens(source);
  const open = findExported(tokens);
  const found = open === undefined ? [] : [...readProperties(tokens, open)];
  return new Map(found.map(([name, { line }]) => [name, line]));
}

/** Finds the brace of the object that a script exports by default. */
export function findExported(tokens: readonly Token[]): number | undefined {
  const start = findExport(tokens);
  return start === undefined ? undefined : findObject(tokens, start);
}

/** Finds the token after `export default`, or after `module.exports =`. */
function findExport(tokens: readonly Token[]): number | undefined {
  const starts = [
    ['export', 'default'],
    ['module', '.', 'exports', '='],
  ];
  for (const words of starts) {
    const at = tokens.findIndex((_, index) =>
      words.every((word, part) => tokens[index + part]?.text === word),
    );
    if (at !== -1) return at + words.length;
  }
  return undefined;
}

/** The number of constants that lead to the object. */
const constantsMax = 10;

/** Finds the brace of the object that an expression is, is given to, or names. */
export function findObject(tokens: readonly Token[], start: number, constants = 0): number | undefined {
  let at = start;
  for (; ; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.text === '=>') return undefined;
    if (token.text === '{') return at;
    if (token.text === '(' || token.text === 'await') continue;
    if (token.kind !== 'word' || ['function', 'class', 'async', 'new'].includes(token.text)) return undefined;
    const next = tokens[at + 1]?.text;
    if (next === '(') continue;
    if (next === '<') return findObject(tokens, skipTypes(tokens, at + 1), constants);
    return constants < constantsMax ? findConstant(tokens, token.text, constants) : undefined;
  }
}

/** Finds the object of a constant. */
function findConstant(tokens: readonly Token[], name: string, constants: number): number | undefined {
  const at = tokens.findIndex(
    ({ text }, index) => ['const', 'let', 'var'].includes(text) && tokens[index + 1]?.text === name,
  );
  const equals = at === -1 ? -1 : tokens.findIndex(({ text }, index) => index > at && text === '=');
  return equals === -1 ? undefined : findObject(tokens, equals + 1, constants + 1);
}

/** Returns the token after the arguments of a generic call. */
function skipTypes(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (tokens[at]?.text === '<') depth += 1;
    else if (tokens[at]?.text === '>' && --depth === 0) return at + 1;
  }
  return tokens.length;
}

/** A property of an object, by the position of its name among the tokens. */
export interface LocatedProperty {
  readonly at: number;
  readonly line: number;
}

/** Reads the properties of the object whose brace is the token at `open`. */
export function readProperties(tokens: readonly Token[], open: number): ReadonlyMap<string, LocatedProperty> {
  const lines = new Map<string, LocatedProperty>();
  let depth = 0;
  let begins = false;
  for (const [index, { kind, text, line }] of tokens.entries()) {
    if (index < open) continue;
    if (kind === 'mark' && ['{', '(', '['].includes(text)) {
      depth += 1;
      begins = depth === 1;
    } else if (kind === 'mark' && ['}', ')', ']'].includes(text)) {
      depth -= 1;
      if (depth === 0) break;
    } else if (depth === 1 && kind === 'mark' && text === ',') begins = true;
    else if (depth === 1 && begins) {
      if (kind !== 'mark' && isName(tokens[index + 1])) lines.set(text, { at: index, line });
      // A method may be async, or a getter.
      begins = ['async', 'get'].includes(text) && tokens[index + 1]?.kind === 'word';
    }
  }
  return lines;
}

/** Checks if the token before this one is a name of a property. */
function isName(next: Token | undefined): boolean {
  return next?.kind === 'mark' && [':', ',', '}', '('].includes(next.text);
}
