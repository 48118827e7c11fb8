import type { SchemaBlock, SchemaMember } from '../scan-schema.ts';

/** Edits of a text by the numbers of its lines, which count from 1 and stay those of the original. */
export class LineEdits {
  readonly #lines: (string | undefined)[];
  readonly #after = new Map<number, string[]>();
  readonly #appended: string[] = [];

  constructor(text: string) {
    this.#lines = text.split('\n');
  }

  /** Returns `true` if a line is not removed. */
  has(line: number): boolean {
    return this.#lines[line - 1] !== undefined;
  }

  remove(line: number): void {
    this.#lines[line - 1] = undefined;
  }

  /** Removes a field or a value with its comments. */
  removeMember({ line, comments }: SchemaMember): void {
    this.remove(line);
    for (const comment of comments) this.remove(comment.line);
  }

  /** Removes a block with its comments, and the blank line after it. */
  removeBlock({ line, lastLine, comments }: SchemaBlock): void {
    for (const comment of comments) this.remove(comment.line);
    for (let each = line; each <= lastLine; each += 1) this.remove(each);
    if (this.#lines[lastLine]?.trim() === '') this.remove(lastLine + 1);
  }

  rewrite(line: number, write: (line: string) => string): void {
    const before = this.#lines[line - 1];
    if (before !== undefined) this.#lines[line - 1] = write(before);
  }

  /** Inserts lines below a line, and below those inserted there before. */
  insertAfter(line: number, added: readonly string[]): void {
    this.#after.set(line, [...(this.#after.get(line) ?? []), ...added]);
  }

  /** Appends a block at the end of the text. */
  append(block: string): void {
    this.#appended.push('', block);
  }

  /** Writes the edited text. */
  apply(): string {
    const lines = this.#lines.flatMap((line, index) => [
      ...(line === undefined ? [] : [line]),
      ...(this.#after.get(index + 1) ?? []),
    ]);
    if (this.#appended.length === 0) return lines.join('\n');
    while (lines.at(-1)?.trim() === '') lines.pop();
    return [...lines, ...this.#appended, ''].join('\n');
  }
}
