/** A field as its builder was given it. Nothing of it is checked yet. */
export class OwnDefinition {
  readonly kind: 'field' | 'sql';
  readonly type: unknown;
  readonly options: unknown;

  constructor(kind: 'field' | 'sql', type: unknown, options: unknown) {
    this.kind = kind;
    this.type = type;
    this.options = options;
  }
}
