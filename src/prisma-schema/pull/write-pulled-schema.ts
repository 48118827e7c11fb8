import type { PulledBlock, PulledMember, PulledSchema } from './pulled-schema.ts';

/** Writes the text of a new schema. It is not aligned: `formatSchema` does that. */
export function writePulledSchema({ blocks }: PulledSchema): string {
  const hasViews = blocks.some(({ keyword }) => keyword === 'view');
  return [
    'datasource db {\n  provider = "mysql"\n}',
    ...(hasViews ? [viewsGenerator] : []),
    ...blocks.map(writePulledBlock),
    '',
  ].join('\n\n');
}

/** Prisma reads views only where a generator says so. */
const viewsGenerator =
  'generator client {\n  provider = "prisma-client"\n  output = "./generated"\n  previewFeatures = ["views"]\n}';

/** Writes a model, a view or an enum. */
export function writePulledBlock(block: PulledBlock): string {
  return [
    ...block.comments,
    `${block.keyword} ${block.name} {`,
    ...block.members.flatMap(writePulledMember),
    ...(block.attributes.length === 0 ? [] : ['', ...block.attributes.map((attribute) => `  ${attribute}`)]),
    '}',
  ].join('\n');
}

/** Writes the lines of a field or a value. */
export function writePulledMember({ name, comments, type, attributes }: PulledMember): readonly string[] {
  const line = [name, type, ...attributes].filter((part) => part !== '').join(' ');
  return [...comments, line].map((each) => `  ${each}`);
}
