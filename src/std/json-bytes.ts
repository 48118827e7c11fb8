/** Bytes of JSON within a larger buffer, beside which there is room. */
export interface HeldBytes {
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
  /** Takes the buffer back, once nobody needs what stands in it. */
  readonly release: (buffer: Buffer) => void;
}

/** A value that is JSON already; what asks for the value itself, as `JSON.stringify` does, gets it read again. */
export class JsonBytes {
  readonly byteLength: number;
  /** A text where it is short: what is written to a socket together with a head costs less so. */
  #held: string | HeldBytes;

  constructor(held: string | HeldBytes, byteLength: number) {
    this.#held = held;
    this.byteLength = byteLength;
  }

  /** The JSON between two texts; a long one is not copied where there is room for them. */
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

  /** Gives the buffer back: nothing of the value may be read any more. */
  release(): void {
    const held = this.#held;
    this.#held = '';
    if (typeof held !== 'string') held.release(held.buffer);
  }

  toJSON(): unknown {
    return JSON.parse(String(this.enclose('', '')));
  }
}
