import { JsonBytes } from './json-bytes.ts';

/** Beyond this many characters copying a text by the engine costs less than character by character. */
const shortCharacters = 48;
/** Room that is kept from one value to the next. */
const keptBytes = 1_048_576;
/** Values that are kept as texts. */
const textBytesMax = 16_384;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Writes JSON as bytes, in one go from `begin` to `end`, without an object or a text for the parts of it. One writer
 * does for all: it is never used across a wait.
 */
export class JsonWriter {
  #bytes = Buffer.allocUnsafeSlow(65_536);
  #length = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** Begins another value, whatever became of the one before. */
  begin(): void {
    if (this.#bytes.length > keptBytes) this.#bytes = Buffer.allocUnsafeSlow(keptBytes);
    this.#length = 0;
  }

  /** What was written since `begin`. */
  end(): JsonBytes {
    const written = this.#bytes.subarray(0, this.#length);
    return new JsonBytes(
      this.#length > textBytesMax ? Buffer.from(written) : written.toString(),
      this.#length,
    );
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
      this.#json(JSON.stringify(text));
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

  #json(json: string): void {
    this.#reserve(json.length * 3); // bytes of a character in UTF-8, at most
    this.#length += this.#bytes.write(json, this.#length);
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#length + bytes, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
