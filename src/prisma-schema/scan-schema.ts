/** A file of a Prisma schema. `file` is its name in messages. */
export interface SchemaFile {
  readonly file: string;
  readonly text: string;
}

/** A line of a comment, without its slashes. */
export interface SchemaComment {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** Two slashes are a comment of the schema, three belong to the model, and none is a block comment. */
  readonly slashes: number;
}

/** A field of a model, a value of an enum or a property of a generator or datasource. */
export interface SchemaMember {
  readonly name: string;
  /** The text after the name, without a comment. */
  readonly rest: string;
  readonly line: number;
  /** The comments directly above and after it. */
  readonly comments: readonly SchemaComment[];
}

/** A block of the schema: a model, an enum, a generator … */
export interface SchemaBlock {
  readonly keyword: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly lastLine: number;
  readonly comments: readonly SchemaComment[];
  readonly members: readonly SchemaMember[];
}

/** The parts of a schema's text that Prisma's data model does not have. */
export interface ScannedSchema {
  readonly blocks: readonly SchemaBlock[];
  /** Comments that belong to no block and no member. */
  readonly strayComments: readonly SchemaComment[];
}

/**
 * Scans the text of a schema. Prisma's data model has no line numbers, does not mark views, and omits
 * some columns. Prisma's grammar works by lines, and so does this one. Invalid lines are skipped, since
 * Prisma refuses them.
 */
export function scanSchema(files: readonly SchemaFile[]): ScannedSchema {
  const scanned = files.map(scanFile);
  return {
    blocks: scanned.flatMap(({ blocks }) => blocks),
    strayComments: scanned.flatMap(({ strayComments }) => strayComments),
  };
}

function scanFile({ file, text }: SchemaFile): ScannedSchema {
  const blocks: SchemaBlock[] = [];
  const strayComments: SchemaComment[] = [];
  let above: SchemaComment[] = [];
  let open: (SchemaBlock & { readonly members: SchemaMember[] }) | undefined;
  const takeAbove = (): SchemaComment[] => above.splice(0);
  for (const [index, content] of text.split('\n').entries()) {
    const line = index + 1;
    const { code, comment } = splitLine(content, file, line);
    const [, keyword = '', name = ''] = /^(\w+)\s+([\w-]+)\s*\{/.exec(code) ?? [];
    const [, member = '', rest = ''] = /^([A-Za-z][\w-]*)\s*(.*)$/.exec(code) ?? [];
    if (comment?.slashes === 0) {
      strayComments.push(comment);
    } else if (code === '' && comment !== undefined) {
      above.push(comment);
    } else if (open === undefined && keyword !== '') {
      open = { keyword, name, file, line, lastLine: line, comments: takeAbove(), members: [] };
      if (comment !== undefined) strayComments.push(comment);
    } else if (open !== undefined && member !== '') {
      const comments = comment === undefined ? takeAbove() : [...takeAbove(), comment];
      open.members.push({ name: member, rest, line, comments });
    } else {
      strayComments.push(...takeAbove(), ...(comment === undefined ? [] : [comment]));
      if (open === undefined || !code.startsWith('}')) continue;
      blocks.push({ ...open, lastLine: line });
      open = undefined;
    }
  }
  return { blocks, strayComments: [...strayComments, ...above] };
}

/**
 * Splits a line at its comment, but not at slashes within a string. Block comments are kept only if they
 * contain an annotation.
 */
function splitLine(
  content: string,
  file: string,
  line: number,
): { readonly code: string; readonly comment: SchemaComment | undefined } {
  const [code = ''] = /^(?:"(?:\\.|[^"\\])*"|[^"/]|\/(?!\/)|")*/.exec(content) ?? [];
  if (/@gather/i.test(code.replaceAll(/"(?:\\.|[^"\\])*"/g, ''))) {
    return { code: '', comment: { file, line, text: code.trim(), slashes: 0 } };
  }
  const [, slashes, text = ''] = /^(\/{2,3})(.*)$/s.exec(content.slice(code.length)) ?? [];
  return {
    code: code.trim(),
    comment: slashes === undefined ? undefined : { file, line, text: text.trim(), slashes: slashes.length },
  };
}
