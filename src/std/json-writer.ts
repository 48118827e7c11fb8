import { JsonBytes } from './json-bytes.ts';

/** Beyond this many characters copying a text by the engine costs less than character by character. */
const shortCharacters = 32;
/** Beyond this many characters looking for what must be escaped costs more than having the engine escape a text. */
const plainCharacters = 128;
/** What JSON has in other words, or UTF-8 in more bytes than one. */
const special = /[^\x20\x21\x23-\x5b\x5d-\x7e]/;
/** Beyond this many characters it is worth while to count the bytes of a text before there is room for it. */
const longCharacters = 4_096;
/** Room at the beginning, and the most that a buffer may have to be used again. */
const leastBytes = 65_536;
const keptBytes = 1_048_576;
/** Values that are kept as texts. */
const textBytesMax = 16_384;
/** Room beside a value, for what it is enclosed in. */
const roomBefore = 32;
const roomAfter = 8;
/** Buffers that wait for the next value: fresh ones are mapped, and cleared, page by page. */
const freeMax = 8;

const quote = 0x22;
const backslash = 0x5c;
const zero = 0x30;
const minus = 0x2d;

/** Thrown where a value has more bytes than it may have. */
export class JsonTooLongError extends Error {
  override readonly name = 'JsonTooLongError';
}

/** Buffers of one size that are used again, for whichever writer comes next. */
const freeBuffers: Buffer[] = [];

/**
 * Writes one JSON value as bytes, without an object or a text for the parts of it. It belongs to its value, and may be
 * held across a wait.
 */
export class JsonWriter {
  #bytes: Buffer = freeBuffers.pop() ?? Buffer.allocUnsafeSlow(leastBytes);
  #length = roomBefore;
  readonly #most: number;

  /** @param mostBytes beyond which each method throws a JsonTooLongError. */
  constructor(mostBytes: number) {
    this.#most = roomBefore + mostBytes;
  }

  /** The position where the next byte will stand. */
  get length(): number {
    return this.#length;
  }

  /** Takes back all that was written from a position on. */
  cut(length: number): void {
    this.#length = length;
  }

  /** Gives what was written; nothing may be written after. */
  end(): JsonBytes {
    const [buffer, end] = [this.#bytes, this.#length];
    const byteLength = end - roomBefore;
    if (byteLength > textBytesMax)
      return new JsonBytes({ buffer, start: roomBefore, end, release: releaseBuffer }, byteLength);
    const text = buffer.toString('utf8', roomBefore, end);
    releaseBuffer(buffer);
    return new JsonBytes(text, byteLength);
  }

  /** Gives up what was written. */
  discard(): void {
    releaseBuffer(this.#bytes);
  }

  /** Writes what is JSON already and ASCII, such as a number, or punctuation. */
  raw(ascii: string): void {
    const { length } = ascii;
    this.#reserve(length);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let index = 0; index < length; index++) bytes[at++] = ascii.charCodeAt(index);
    this.#length = at;
  }

  /** Writes a text. */
  text(text: string): void {
    const { length } = text;
    if (length > shortCharacters) {
      if (length > plainCharacters || special.test(text)) this.#json(JSON.stringify(text));
      else this.#plain(text);
      return;
    }
    this.#reserve(length + 2);
    const bytes = this.#bytes;
    let at = this.#length;
    bytes[at++] = quote;
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index);
      if (code < 0x20 || code > 0x7e || code === quote || code === backslash) {
        this.#json(JSON.stringify(text)); // over what was written of it
        return;
      }
      bytes[at++] = code;
    }
    bytes[at++] = quote;
    this.#length = at;
  }

  /** Writes an integer of at most 32 bits digit by digit: texts of most would be made for this alone. */
  integer(value: number): void {
    let rest = Math.abs(value);
    let length = value < 0 ? 2 : 1;
    for (let least = 10; least <= rest; least *= 10) length++;
    this.#reserve(length);
    const bytes = this.#bytes;
    if (value < 0) bytes[this.#length] = minus;
    this.#length += length;
    let at = this.#length;
    do {
      const next = (rest / 10) | 0;
      bytes[--at] = zero + rest - next * 10;
      rest = next;
    } while (rest > 0);
  }

  /** Writes any other value. */
  value(value: unknown): void {
    this.#json(JSON.stringify(value));
  }

  /** Writes again what stands between two places. */
  again(start: number, end: number): void {
    this.#reserve(end - start);
    this.#bytes.copyWithin(this.#length, start, end);
    this.#length += end - start;
  }

  #plain(text: string): void {
    this.#reserve(text.length + 2);
    this.#bytes[this.#length++] = quote;
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
    this.#bytes[this.#length++] = quote;
  }

  #json(json: string): void {
    const most = json.length * 3; // bytes of a character in UTF-8, at most
    const isExact = json.length > longCharacters || this.#length + most > this.#most;
    this.#reserve(isExact ? Buffer.byteLength(json) : most);
    this.#length += this.#bytes.write(json, this.#length);
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed > this.#most) throw new JsonTooLongError(`Expected at most ${this.#most - roomBefore} bytes.`);
    if (needed + roomAfter <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed + roomAfter, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

function releaseBuffer(buffer: Buffer): void {
  if (buffer.length <= keptBytes && freeBuffers.length < freeMax) freeBuffers.push(buffer);
}
