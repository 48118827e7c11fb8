/** Bytes of JSON within a larger buffer, which has room before and after them. */
export interface HeldBytes {
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
  /** Takes the buffer back when nothing reads it any more. */
  readonly release: (buffer: Buffer) => void;
}

/** A value in the form of JSON. `JSON.stringify` and other readers of the value itself get it parsed. */
export class JsonBytes {
  readonly byteLength: number;
  /** A string if it is short, because writing it to a socket together with a head is cheaper. */
  #held: string | HeldBytes;

  constructor(held: string | HeldBytes, byteLength: number) {
    this.#held = held;
    this.byteLength = byteLength;
  }

  /** Puts the JSON between two texts. A long one is not copied if its buffer has room for them. */
  enclose(before: string, after: string): string | Buffer {
    const held = this.#held;
    if (typeof held === 'string') return `${before}${held}${after}`;
    const { buffer, start, end } = held;
    const [first, last] = [start - Buffer.byteLength(before), end + Buffer.byteLength(after)];
    if (first < 0 || last > buffer.length)
      return Buffer.concat([Buffer.from(before), buffer.subarray(start, end), Buffer.from(after)]);
    buffer.write(before, first);
    buffer.write(after, end);
    return buffer.subarray(first, last);
  }

  /** Gives the buffer back. The value must not be read afterwards. */
  release(): void {
    const held = this.#held;
    this.#held = '';
    if (typeof held !== 'string') held.release(held.buffer);
  }

  toJSON(): unknown {
    return JSON.parse(String(this.enclose('', '')));
  }
}
