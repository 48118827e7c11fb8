/** A file of a Prisma schema; `file` is the name that messages give it. */
export interface SchemaFile {
  readonly file: string;
  readonly text: string;
}

/** A line of a comment, without its slashes. */
export interface SchemaComment {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** Two slashes are for the reader of the schema, three for the model; none is a comment of several lines. */
  readonly slashes: number;
}

/** A field of a model, a value of an enum or a property of a generator or datasource. */
export interface SchemaMember {
  readonly name: string;
  /** What stands behind the name, without a comment. */
  readonly rest: string;
  readonly line: number;
  /** The comments directly above it and behind it. */
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

/** What a schema's text says beyond the data model that Prisma makes of it. */
export interface ScannedSchema {
  readonly blocks: readonly SchemaBlock[];
  /** Comments that belong to no block and no member. */
  readonly strayComments: readonly SchemaComment[];
}

/**
 * Scans the text of a schema for where things stand: Prisma's data model has no lines, does not tell views from tables
 * and is silent about columns it leaves out. Prisma's grammar is one of lines, so this one is too; what is not
 * valid is passed over, since Prisma refuses it.
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
 * Cuts a line where its comment begins, which slashes within a string do not. Of comments of several lines only those count
 * that speak to the gateway, since nothing else of the grammar can.
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
