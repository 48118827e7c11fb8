import type { SchemaBlock, SchemaComment, SchemaMember, ScannedSchema } from './scan-schema.ts';

/** The annotations in the comments above a model or field. */
export interface Annotations {
  /** Each has its position, for faults that are found later. */
  readonly hide: SourceLocation | undefined;
  readonly readOnly: SourceLocation | undefined;
  readonly version: SourceLocation | undefined;
  /** Leaves a field or relation out of `orderBy`. */
  readonly noOrder: SourceLocation | undefined;
  /** Allows a field to be shown although its name is like that of a secret. */
  readonly show: SourceLocation | undefined;
  readonly name: (SourceLocation & { readonly value: string }) | undefined;
}

/** A file and line for messages. */
export interface SourceLocation {
  readonly location: string;
}

/** The annotations of a schema, and their faults. */
export interface ReadAnnotations {
  readonly of: (model: string, member?: string) => Annotations;
  /** Each is a sentence with file and line. */
  readonly faults: readonly string[];
}

const none: Annotations = {
  hide: undefined,
  readOnly: undefined,
  version: undefined,
  noOrder: undefined,
  show: undefined,
  name: undefined,
};

const needsThreeSlashes = 'works only after three slashes, above a model or a field';

/** The annotations that a model or field may have. */
const forms =
  '@gather.hide, @gather.show, @gather.readOnly, @gather.noOrder, @gather.version or @gather.name("…")';

/** Those that a model cannot have. */
const ofFields: readonly string[] = ['version', 'show', 'noOrder'];

/**
 * Reads the annotations of models and fields. One that is misspelt or has no effect is a fault, since its
 * author relies on it to hide something.
 */
export function readAnnotations({ blocks, strayComments }: ScannedSchema): ReadAnnotations {
  const faults: string[] = [];
  const read = new Map<string, Annotations>();
  const refuse = (comments: readonly SchemaComment[]): void => {
    for (const comment of comments.filter(isAnnotation)) {
      const why = comment.slashes === 3 ? 'is not above a model or a field' : needsThreeSlashes;
      faults.push(`${locationOf(comment)}: ${comment.text} ${why}.`);
    }
  };
  refuse(strayComments);
  for (const block of blocks) {
    if (!isModel(block)) {
      refuse([block, ...block.members].flatMap(({ comments }) => comments));
      continue;
    }
    for (const target of [block, ...block.members]) {
      const annotations = readComments(target, faults);
      if (annotations !== none)
        read.set(pathOf(block.name, target === block ? undefined : target.name), annotations);
    }
  }
  return { of: (model, member) => read.get(pathOf(model, member)) ?? none, faults };
}

/** Returns a comment without its annotations. Returns undefined if nothing is left. */
export function readDescription(documentation: string | undefined): string | undefined {
  const lines = documentation?.split('\n').filter((line) => !line.trim().startsWith('@gather'));
  const text = lines?.join('\n').trim();
  return text === '' ? undefined : text;
}

/** Checks if a block is served as a model. Prisma has tables and views. */
export function isModel({ keyword }: SchemaBlock): boolean {
  return keyword === 'model' || keyword === 'view';
}

function readComments(target: SchemaBlock | SchemaMember, faults: string[]): Annotations {
  let annotations = none;
  for (const comment of target.comments.filter(isAnnotation)) {
    const { location, text } = { location: locationOf(comment), text: comment.text };
    const [, word = '', value] = /^@gather\.(\w+)(?:\("([^"]*)"\))?$/.exec(text) ?? [];
    if (comment.slashes !== 3) {
      faults.push(`${location}: ${text} ${needsThreeSlashes}.`);
    } else if (!isWord(word) || (word === 'name') !== (value !== undefined)) {
      faults.push(`${location}: expected ${forms}, alone on its line, got ${text}`);
    } else if (value !== undefined && !/^(?!__)[A-Za-z_]\w*$/.test(value)) {
      faults.push(`${location}: expected a name of letters, digits and underscores, got ${text}`);
    } else if (ofFields.includes(word) && 'keyword' in target) {
      faults.push(`${location}: ${text} works only above a field.`);
    } else if ((word === 'show' && annotations.hide) || (word === 'hide' && annotations.show)) {
      faults.push(`${location}: @gather.show and @gather.hide are above the same field.`);
    } else if (annotations[word] !== undefined) {
      faults.push(`${location}: @gather.${word} appears twice.`);
    } else {
      annotations = { ...annotations, [word]: { location, value } };
    }
  }
  return annotations;
}

function isWord(word: string): word is keyof Annotations {
  return Object.hasOwn(none, word);
}

/**
 * Checks if a comment is an annotation. No prose begins with `@gather`, so any such comment is meant to
 * have an effect.
 */
function isAnnotation({ text, slashes }: SchemaComment): boolean {
  return (slashes === 2 ? /^@gather/i : /(?<!\w)@gather/i).test(text);
}

function locationOf({ file, line }: SchemaComment): string {
  return `${file}:${line}`;
}

function pathOf(model: string, member: string | undefined): string {
  return member === undefined ? model : `${model}.${member}`;
}
