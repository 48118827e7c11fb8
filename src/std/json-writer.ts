import { JsonBytes } from './json-bytes.ts';

/** The length from which the engine copies a text faster than a loop. */
const shortCharacters = 32;
/** The length from which escaping by the engine is faster than a search for characters to escape. */
const plainCharacters = 128;
/** The characters that JSON escapes or that take more than one byte in UTF-8. */
const special = /[^\x20\x21\x23-\x5b\x5d-\x7e]/;
/** The length from which the bytes of a text are counted before room is made for it. */
const longCharacters = 4_096;
/** The initial size of a buffer, and the largest size that is reused. */
const leastBytes = 65_536;
const keptBytes = 1_048_576;
/** The largest value that is kept as a string. */
const textBytesMax = 16_384;
/** The room in front of a value for the text that encloses it. */
const roomBefore = 32;
const roomAfter = 8;
/** The number of buffers kept for reuse. The system maps and clears new ones page by page. */
const freeMax = 8;

const quote = 0x22;
const backslash = 0x5c;
const zero = 0x30;
const minus = 0x2d;

/** A value with more bytes than allowed. */
export class JsonTooLongError extends Error {
  override readonly name = 'JsonTooLongError';
}

/** The buffers for reuse, all of one size, shared by all writers. */
const freeBuffers: Buffer[] = [];

/**
 * A writer of one JSON value as bytes. It creates no objects or strings for the parts of the value, and
 * may be kept across a wait.
 */
export class JsonWriter {
  #bytes: Buffer = freeBuffers.pop() ?? Buffer.allocUnsafeSlow(leastBytes);
  #length = roomBefore;
  #cuts = 0;
  readonly #most: number;

  /** @param mostBytes is the size beyond which each method throws a JsonTooLongError. */
  constructor(mostBytes: number) {
    this.#most = roomBefore + mostBytes;
  }

  /** Returns the position of the next byte. */
  get length(): number {
    return this.#length;
  }

  /** The number of times that output was cut back. */
  get cuts(): number {
    return this.#cuts;
  }

  /** Removes everything that was written from a position on. */
  cut(length: number): void {
    this.#cuts++;
    this.#length = length;
  }

  /** Returns the written value. Nothing may be written afterwards. */
  end(): JsonBytes {
    const [buffer, end] = [this.#bytes, this.#length];
    const byteLength = end - roomBefore;
    if (byteLength > textBytesMax)
      return new JsonBytes({ buffer, start: roomBefore, end, release: releaseBuffer }, byteLength);
    const text = buffer.toString('utf8', roomBefore, end);
    releaseBuffer(buffer);
    return new JsonBytes(text, byteLength);
  }

  /** Discards the written value. */
  discard(): void {
    releaseBuffer(this.#bytes);
  }

  /** Writes ASCII that is JSON already, such as punctuation or a number. */
  raw(ascii: string): void {
    const { length } = ascii;
    this.#reserve(length);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let index = 0; index < length; index++) bytes[at++] = ascii.charCodeAt(index);
    this.#length = at;
  }

  /** Writes the bytes of JSON. */
  json(json: Uint8Array): void {
    const { length } = json;
    this.#reserve(length);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let index = 0; index < length; index++) bytes[at++] = json[index] ?? 0;
    this.#length = at;
  }

  /** Writes a string. */
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

  /** Writes a string from its UTF-8. */
  utf8(source: Buffer, start: number, end: number): void {
    const length = end - start;
    if (length > plainCharacters) {
      this.text(source.toString('utf8', start, end));
      return;
    }
    this.#reserve(length + 2);
    const bytes = this.#bytes;
    let at = this.#length;
    bytes[at++] = quote;
    for (let index = start; index < end; index++) {
      const byte = source[index] ?? 0;
      if (byte < 0x20 || byte > 0x7e || byte === quote || byte === backslash) {
        this.text(source.toString('utf8', start, end)); // over what was written of it
        return;
      }
      bytes[at++] = byte;
    }
    bytes[at++] = quote;
    this.#length = at;
  }

  /** Writes a whole number with so many digits, the first of which may be zeros. */
  digits(value: number, count: number): void {
    this.#reserve(count);
    const bytes = this.#bytes;
    let rest = value;
    for (let at = this.#length + count - 1; at >= this.#length; at--) {
      const next = (rest / 10) | 0;
      bytes[at] = zero + rest - next * 10;
      rest = next;
    }
    this.#length += count;
  }

  /** Writes an integer of at most 32 bits digit by digit, without creating a string. */
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

  /** Writes a value of any other type. */
  value(value: unknown): void {
    this.#json(JSON.stringify(value));
  }

  /** Writes text that is JSON already. */
  jsonText(text: string): void {
    this.#json(text);
  }

  /** Repeats the bytes between two positions. */
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
