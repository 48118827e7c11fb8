/** A value that is JSON already; what asks for the value itself, as `JSON.stringify` does, gets it read again. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}
