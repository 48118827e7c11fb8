import { findExported, findObject, readProperties } from './locate-properties.ts';
import { scanTokens, type Token } from './scan-tokens.ts';

/**
 * Finds the line of a part of own code in a configuration, such as `extend.User.avatar.needs`. If the part
 * itself cannot be found, the line is that of the nearest one around it.
 */
export function locateOwn(source: string, path: string): number | undefined {
  const tokens = scanTokens(source);
  let line: number | undefined;
  let open = findExported(tokens);
  const names = path.split('.');
  const hasObjects = names[0] !== 'extend';
  for (const [depth, name] of names.entries()) {
    if (open === undefined) break;
    const property = readProperties(tokens, open).get(name);
    if (property === undefined) break;
    ({ line } = property);
    open = findInside(tokens, property.at, hasObjects && depth > 0 ? 2 : depth);
  }
  return line;
}

/** Finds the brace of the object in a value: itself, what a function returns, or the options of a call. */
function findInside(tokens: readonly Token[], name: number, depth: number): number | undefined {
  if (depth === 0) return tokens[name + 1]?.text === ':' ? findObject(tokens, name + 2) : undefined;
  const value = name + 1;
  const end = findEnd(tokens, value);
  const find = (text: string, from: number): number | undefined => {
    const at = tokens.findIndex(
      (token, index) => index >= from && token.text === text && token.kind !== 'text',
    );
    return at === -1 || at >= end ? undefined : at;
  };
  if (depth > 1) return find('{', value);
  const arrow = find('=>', value);
  const isBlock = arrow === undefined || tokens[arrow + 1]?.text === '{';
  const body = isBlock ? find('return', value) : arrow;
  return body === undefined ? undefined : find('{', body);
}

/** Finds the end of a property: its comma, or the brace that closes the object. */
function findEnd(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind !== 'mark') continue;
    if (['{', '(', '['].includes(token.text)) depth += 1;
    else if (['}', ')', ']'].includes(token.text) && --depth < 0) return at;
    else if (token.text === ',' && depth === 0) return at;
  }
  return tokens.length;
}
