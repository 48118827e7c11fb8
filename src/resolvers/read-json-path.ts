import type { JsonPath } from '../model/load.ts';
import { refuse } from './read-object.ts';

/**
 * Reads a path in MySQL's syntax, `$.author.names[0]`, without wildcards and ranges, which differ in
 * MariaDB. A name is an identifier or a JSON string.
 * @throws BadUserInputError naming the path of an invalid path.
 */
export function readJsonPath(given: unknown, argument: string): JsonPath {
  const path = typeof given === 'string' && given.isWellFormed() ? readLegs(given) : undefined;
  if (path === undefined) throw refuse(argument, wanted, given);
  return path;
}

/** The maximum depth of a JSON value that both servers can compare. */
export const jsonLevelsMax = 31;

const wanted = `a path such as $.name, $."two words" or $.list[0], of at most ${jsonLevelsMax} levels`;

const leg = /\.([\p{ID_Start}$_][\p{ID_Continue}$]*)|\.("(?:[^"\\]|\\.)*")|\[(0|[1-9]\d{0,8})\]/uy;

function readLegs(text: string): JsonPath | undefined {
  if (!text.startsWith('$')) return undefined;
  const legs: (string | number)[] = [];
  for (let at = 1; at < text.length; at = leg.lastIndex) {
    leg.lastIndex = at;
    const [, name, quoted, index] = leg.exec(text) ?? [];
    const read = quoted === undefined ? (name ?? (index && Number(index))) : readQuoted(quoted);
    if (read === undefined || legs.length === jsonLevelsMax) return undefined;
    legs.push(read);
  }
  return legs;
}

function readQuoted(text: string): string | undefined {
  try {
    const name: unknown = JSON.parse(text);
    return typeof name === 'string' && name.isWellFormed() ? name : undefined;
  } catch {
    return undefined;
  }
}
