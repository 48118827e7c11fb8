/** A value of an enum, which a document writes without quotes and JSON with them. */
export class EnumName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
  toJSON(): string {
    return this.name;
  }
}

/** A value that travels beside the document. */
export class Variable {
  readonly type: string;
  readonly value: Input;
  constructor(type: string, value: Input) {
    this.type = type;
    this.value = value;
  }
}

/** What an argument may be given. */
export type Input =
  | string
  | number
  | boolean
  | null
  | EnumName
  | Variable
  | readonly Input[]
  | { readonly [name: string]: Input };

export type Arguments = Readonly<Record<string, Input>>;

/** A part of a document that can be left out as a whole. */
export type Selection = FieldSelection | FragmentSelection;

export interface FieldSelection {
  readonly kind: 'field';
  readonly name: string;
  readonly alias: string | undefined;
  readonly arguments: Arguments;
  readonly directives: Arguments;
  readonly selections: readonly Selection[];
}

export interface FragmentSelection {
  readonly kind: 'fragment';
  readonly on: string;
  readonly named: boolean;
  readonly directives: Arguments;
  readonly selections: readonly Selection[];
}

/** A document as it is sent. */
export interface WrittenDocument {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Writes a document of these root selections. */
export function writeDocument(selections: readonly Selection[]): WrittenDocument {
  const variables = new Map<Variable, string>();
  const fragments: string[] = [];

  const writeInput = (input: Input): string => {
    if (input instanceof Variable) {
      if (!variables.has(input)) variables.set(input, `v${variables.size}`);
      return `$${variables.get(input)}`;
    }
    if (input instanceof EnumName) return input.name;
    if (Array.isArray(input)) return `[${input.map(writeInput).join(', ')}]`;
    if (typeof input === 'object' && input !== null) {
      return `{${Object.entries(input)
        .map(([name, value]) => `${name}: ${writeInput(value)}`)
        .join(', ')}}`;
    }
    return JSON.stringify(input);
  };
  const writeArguments = (given: Arguments): string => {
    const written = Object.entries(given).map(([name, value]) => `${name}: ${writeInput(value)}`);
    return written.length > 0 ? `(${written.join(', ')})` : '';
  };
  const writeDirectives = (given: Arguments): string =>
    Object.entries(given)
      .map(([name, value]) => ` @${name}(if: ${writeInput(value)})`)
      .join('');
  const writeSelections = (all: readonly Selection[]): string =>
    all.length > 0 ? ` { ${all.map(writeSelection).join(' ')} }` : '';
  const writeSelection = (selection: Selection): string => {
    const directives = writeDirectives(selection.directives);
    if (selection.kind === 'field') {
      const { alias, name } = selection;
      return `${alias === undefined ? '' : `${alias}: `}${name}${writeArguments(selection.arguments)}${directives}${writeSelections(selection.selections)}`;
    }
    const body = writeSelections(selection.selections);
    if (!selection.named) return `... on ${selection.on}${directives}${body}`;
    const name = `F${fragments.length}`;
    fragments.push(`fragment ${name} on ${selection.on}${body}`);
    return `...${name}${directives}`;
  };

  const body = writeSelections(selections);
  const declared = [...variables].map(([{ type }, name]) => `$${name}: ${type}`).join(', ');
  const head = declared === '' ? 'query Random' : `query Random(${declared})`;
  return {
    text: [head + body, ...fragments].join('\n'),
    variables: Object.fromEntries([...variables].map(([{ value }, name]) => [name, value])),
  };
}
