/** A value that is JSON already; what asks for the value itself, as `JSON.stringify` does, gets it read again. */
export class JsonBytes {
  /** A text where it is short: what is written to a socket together with a head costs less so. */
  readonly json: string | Buffer;
  readonly byteLength: number;

  constructor(json: string | Buffer, byteLength: number) {
    this.json = json;
    this.byteLength = byteLength;
  }

  toJSON(): unknown {
    return JSON.parse(String(this.json));
  }
}
