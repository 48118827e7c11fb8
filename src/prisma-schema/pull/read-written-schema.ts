import { scanSchema, type SchemaBlock, type SchemaMember } from '../scan-schema.ts';

/** A model, a view or an enum in a file. */
export interface WrittenBlock {
  readonly block: SchemaBlock;
  readonly isEnum: boolean;
  /** The table's name. */
  readonly stored: string;
  readonly members: readonly WrittenMember[];
  /** The lines that begin with `@@`, by their numbers. */
  readonly attributes: ReadonlyMap<number, string>;
}

/** A field or a value in a file. */
export interface WrittenMember {
  readonly member: SchemaMember;
  readonly name: string;
  /** The name of its column, or the stored value. */
  readonly stored: string;
  /** The type without `?` and `[]`. */
  readonly base: string;
  /** `?`, `[]` or nothing. */
  readonly modifier: string;
  readonly attributes: readonly string[];
  /** The arguments of `@relation`. Undefined if it has none. */
  readonly relation: RelationArguments | undefined;
}

/** The arguments of `@relation`. */
export interface RelationArguments {
  readonly name: string | undefined;
  readonly fields: readonly string[];
  readonly references: readonly string[];
  readonly onDelete: string | undefined;
  readonly onUpdate: string | undefined;
}

/** Reads the models, views and enums of a schema with the lines that they stand on. */
export function readWrittenSchema(text: string): readonly WrittenBlock[] {
  const lines = text.split('\n');
  return scanSchema([{ file: '', text }])
    .blocks.filter(({ keyword }) => ['model', 'view', 'enum'].includes(keyword))
    .map((block): WrittenBlock => {
      const isEnum = block.keyword === 'enum';
      const attributes = new Map<number, string>();
      for (let line = block.line; line < block.lastLine; line += 1) {
        const [, found] = /^\s*(@@[^/]*(?:\/(?!\/)[^/]*)*)/.exec(lines[line - 1] ?? '') ?? [];
        if (found !== undefined) attributes.set(line, found.trim());
      }
      const map = [...attributes.values()].find((each) => each.startsWith('@@map('));
      return {
        block,
        isEnum,
        stored: (map && readString(map)) ?? block.name,
        members: block.members.map((member) => readMember(member, isEnum)),
        attributes,
      };
    });
}

function readMember(member: SchemaMember, isEnum: boolean): WrittenMember {
  const tokens = splitOutside(member.rest, /\s/);
  const type = isEnum ? '' : (tokens.shift() ?? '');
  const attributes = tokens.filter((token) => token.startsWith('@'));
  const [, base = type, modifier = ''] = /^(.*?)(\?|\[\])?$/s.exec(type) ?? [];
  const map = attributes.find((attribute) => attribute.startsWith('@map('));
  const relation = attributes.find((attribute) => attribute.startsWith('@relation('));
  return {
    member,
    name: member.name,
    stored: (map && readString(map)) ?? member.name,
    base,
    modifier,
    attributes,
    relation: relation === undefined ? undefined : readRelationArguments(relation),
  };
}

/** Reads the arguments of an attribute `@relation(…)`. */
export function readRelationArguments(attribute: string): RelationArguments {
  const inner = attribute.slice(attribute.indexOf('(') + 1, attribute.lastIndexOf(')'));
  const named = new Map<string, string>();
  for (const argument of splitOutside(inner, /,/)) {
    const [, key = 'name', value = ''] = /^\s*(?:(\w+)\s*:)?\s*(.*?)\s*$/s.exec(argument) ?? [];
    named.set(key, value);
  }
  const list = (key: string): readonly string[] =>
    (named.get(key) ?? '')
      .replaceAll(/[[\]\s]/g, '')
      .split(',')
      .filter((each) => each !== '');
  const name = named.get('name');
  return {
    name: name === undefined ? undefined : readString(name),
    fields: list('fields'),
    references: list('references'),
    onDelete: named.get('onDelete'),
    onUpdate: named.get('onUpdate'),
  };
}

function readString(text: string): string | undefined {
  const [quoted] = /"(?:[^"\\]|\\.)*"/.exec(text) ?? [];
  try {
    return quoted === undefined ? undefined : String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}

/** Splits a text at separators that are in no string, parentheses or brackets. */
function splitOutside(text: string, separator: RegExp): string[] {
  const parts = [''];
  let depth = 0;
  for (const token of text.match(/"(?:[^"\\]|\\.)*"|[^]/g) ?? []) {
    if (/^[([]$/.test(token)) depth += 1;
    if (/^[)\]]$/.test(token)) depth -= 1;
    if (depth === 0 && token.length === 1 && separator.test(token)) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${token}`);
  }
  return parts.filter((part) => part !== '');
}
