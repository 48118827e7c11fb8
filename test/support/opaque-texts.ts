const mark = 'opaque:';

/** What an opaque text stands for: a row, and for a cursor the ordering it belongs to. */
export interface Opaque {
  readonly kind: 'node' | 'cursor';
  readonly model: string;
  readonly order: readonly (readonly [path: string, direction: 'asc' | 'desc'])[];
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
    const opaque = this.tryRead(text);
    if (opaque === undefined) throw new Error(`Expected a text that the gateway answered, got ${text}.`);
    return opaque;
  }

  /** The same, or undefined for a text that was not met. */
  tryRead(text: string): Opaque | undefined {
    const token = this.#tokens.get(text);
    if (token === undefined) return undefined;
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
