import { OpaqueTexts } from './opaque-texts.ts';

/** Places of an answer, `users.0.name`, where what else is right besides the naive answer. */
export type Choices = ReadonlyMap<string, (actual: unknown) => boolean>;

/** The first place where the gateway's answer is not the naive one, or undefined. */
export function findDifference(
  naive: unknown,
  actual: unknown,
  texts: OpaqueTexts,
  choices: Choices = new Map(),
): string | undefined {
  return compare(naive, actual, '');

  function compare(one: unknown, other: unknown, path: string): string | undefined {
    if (choices.get(path)?.(other)) return undefined;
    if (OpaqueTexts.isToken(one)) return texts.matches(one, other) ? undefined : describe(path, one, other);
    if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
      return firstOf(one.map((item, index) => compare(item, other[index], join(path, index))));
    }
    if (isRecord(one) && isRecord(other) && haveSameKeys(one, other)) {
      return firstOf(Object.keys(one).map((key) => compare(one[key], other[key], join(path, key))));
    }
    return one === other ? undefined : describe(path, one, other);
  }
}

function firstOf(differences: readonly (string | undefined)[]): string | undefined {
  return differences.find((difference) => difference !== undefined);
}

function join(path: string, key: string | number): string {
  return path === '' ? String(key) : `${path}.${key}`;
}

function describe(path: string, naive: unknown, actual: unknown): string {
  return `${path}: expected ${JSON.stringify(naive)}, got ${JSON.stringify(actual)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** In whatever order: compiled execution places a field where it first stands, skipped or not. */
function haveSameKeys(one: object, other: object): boolean {
  return JSON.stringify(Object.keys(one).toSorted()) === JSON.stringify(Object.keys(other).toSorted());
}
