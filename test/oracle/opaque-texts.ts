import type { OracleModel, OrderStep } from './directory.ts';

const mark = 'opaque:';

/** What an opaque text stands for: a row, and for a cursor the ordering it belongs to. */
export interface Opaque {
  readonly kind: 'node' | 'cursor';
  readonly model: OracleModel['name'];
  readonly order: readonly OrderStep[];
  readonly key: readonly unknown[];
}

/**
 * Cursors and node ids, whose text only the gateway knows. The naive side answers tokens in their place; each token
 * must meet one text always and each text one token, and the texts that were met are asked for in later documents.
 */
export class OpaqueTexts {
  readonly #texts = new Map<string, string>();
  readonly #tokens = new Map<string, string>();

  /** The token that stands for a text of the gateway. */
  static token(opaque: Opaque): string {
    return mark + JSON.stringify([opaque.kind, opaque.model, opaque.order, opaque.key]);
  }

  static isToken(value: unknown): value is string {
    return typeof value === 'string' && value.startsWith(mark);
  }

  /** Whether the text is the token's; the first that is met is learnt. */
  matches(token: string, text: unknown): boolean {
    if (typeof text !== 'string') return false;
    if (!this.#texts.has(token) && !this.#tokens.has(text)) {
      this.#texts.set(token, text);
      this.#tokens.set(text, token);
    }
    return this.#texts.get(token) === text && this.#tokens.get(text) === token;
  }

  /** What a text that was met stands for. */
  read(text: string): Opaque {
    const token = this.#tokens.get(text);
    if (token === undefined) throw new Error(`Expected a text that the gateway answered, got ${text}.`);
    // Written by `token`, so it holds what that took.
    const [kind, model, order, key] = JSON.parse(token.slice(mark.length)) as [
      Opaque['kind'],
      Opaque['model'],
      Opaque['order'],
      Opaque['key'],
    ];
    return { kind, model, order, key };
  }

  /** The texts met so far that stand for a row of the kind. */
  known(wanted: (opaque: Opaque) => boolean): readonly string[] {
    return [...this.#tokens.keys()].filter((text) => wanted(this.read(text)));
  }
}

/** The first place where the gateway's answer is not the naive one, or undefined. */
export function findDifference(
  naive: unknown,
  actual: unknown,
  texts: OpaqueTexts,
  path = 'data',
): string | undefined {
  if (OpaqueTexts.isToken(naive)) {
    return texts.matches(naive, actual) ? undefined : describe(path, naive, actual);
  }
  if (Array.isArray(naive) && Array.isArray(actual) && naive.length === actual.length) {
    return firstOf(naive.map((item, index) => [item, actual[index], `${path}[${index}]`]));
  }
  if (isRecord(naive) && isRecord(actual) && sameKeys(naive, actual)) {
    return firstOf(Object.keys(naive).map((key) => [naive[key], actual[key], `${path}.${key}`]));
  }
  return naive === actual ? undefined : describe(path, naive, actual);

  function firstOf(pairs: readonly (readonly [unknown, unknown, string])[]): string | undefined {
    for (const [one, other, place] of pairs) {
      const difference = findDifference(one, other, texts, place);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
}

function describe(path: string, naive: unknown, actual: unknown): string {
  return `${path}: expected ${JSON.stringify(naive)}, got ${JSON.stringify(actual)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** In whatever order: compiled execution places a field where it first stands, skipped or not. */
function sameKeys(one: object, other: object): boolean {
  return JSON.stringify(Object.keys(one).toSorted()) === JSON.stringify(Object.keys(other).toSorted());
}
