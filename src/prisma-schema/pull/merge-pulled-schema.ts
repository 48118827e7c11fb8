import type { StoredTable } from '../../model/stored-table.ts';
import { LineEdits } from './line-edits.ts';
import { mergeAttributes } from './merge-attributes.ts';
import { mergeMember } from './merge-member.ts';
import type { PulledBlock, PulledMember, PulledSchema } from './pulled-schema.ts';
import { findManyToMany } from './read-name-choices.ts';
import { readWrittenSchema, type WrittenBlock, type WrittenMember } from './read-written-schema.ts';
import { writePulledBlock, writePulledMember } from './write-pulled-schema.ts';

/** The merged text, and a sentence for each difference between the schema and the database. */
export interface MergedSchema {
  readonly text: string;
  readonly changes: readonly string[];
}

interface Merge {
  readonly edits: LineEdits;
  readonly changes: string[];
  readonly written: readonly WrittenBlock[];
  readonly datasource: string;
  /** The fields that are removed, so that what refers to them goes too. */
  readonly removed: Set<WrittenMember>;
}

/**
 * Brings an edited schema up to date with the database. Every line that still holds stays as it is, with its
 * names, comments, annotations and order. New tables and columns are added, and gone ones are removed.
 */
export function mergePulledSchema(
  text: string,
  draft: PulledSchema,
  { datasource, tables }: { readonly datasource: string; readonly tables: readonly StoredTable[] },
): MergedSchema {
  const written = readWrittenSchema(text);
  const merge: Merge = { edits: new LineEdits(text), changes: [], written, datasource, removed: new Set() };
  const models = written.filter(({ isEnum }) => !isEnum);
  const pairs = draft.blocks.map((pulled) => ({ pulled, own: findOwn(written, pulled) }));
  const ownBlocks = new Set(pairs.map(({ own }) => own));
  const gone = models.filter((model) => !ownBlocks.has(model));
  removeColumns(merge, models, gone, tables);
  removeManyToMany(merge, models, tables);
  removeFollowers(merge, models, gone);
  for (const model of gone) {
    merge.edits.removeBlock(model.block);
    merge.changes.push(`Removed ${model.block.name}: there is no table ${model.stored}.`);
  }
  for (const { own, pulled } of pairs) {
    if (own !== undefined) mergeBlock(merge, own, pulled);
    else {
      merge.edits.append(writePulledBlock(pulled));
      const of = pulled.keyword === 'enum' ? 'column' : pulled.keyword === 'view' ? 'view' : 'table';
      merge.changes.push(`Added ${pulled.name}, for the ${of} ${pulled.stored}.`);
    }
  }
  removeEnums(merge, models, new Set(draft.blocks.map(({ name }) => name)));
  return { text: merge.edits.apply(), changes: merge.changes };
}

function findOwn(written: readonly WrittenBlock[], pulled: PulledBlock): WrittenBlock | undefined {
  return written.find(({ block, isEnum, stored }) =>
    pulled.keyword === 'enum' ? isEnum && block.name === pulled.name : !isEnum && stored === pulled.stored,
  );
}

function removeColumns(
  merge: Merge,
  models: readonly WrittenBlock[],
  gone: readonly WrittenBlock[],
  tables: readonly StoredTable[],
): void {
  for (const model of models) {
    const columns = tables.find(({ name }) => name === model.stored)?.columns;
    if (columns === undefined || gone.includes(model)) continue;
    for (const member of model.members) {
      const isColumn = !models.some(({ block }) => block.name === member.base);
      if (isColumn && !columns.some(({ name }) => name === member.stored))
        remove(merge, model, member, `${model.stored} has no column ${member.stored}`);
    }
  }
}

function removeManyToMany(
  merge: Merge,
  models: readonly WrittenBlock[],
  tables: readonly StoredTable[],
): void {
  for (const { table, A, B } of findManyToMany(models)) {
    if (tables.some(({ name }) => name === table)) continue;
    for (const model of models) {
      for (const member of model.members)
        if (member === A || member === B) remove(merge, model, member, `there is no table ${table}`);
    }
  }
}

/** Removes the relations of removed models and columns, and their opposite fields. */
function removeFollowers(merge: Merge, models: readonly WrittenBlock[], gone: readonly WrittenBlock[]): void {
  const kept = models.filter((model) => !gone.includes(model));
  const isGone = (name: string): boolean => gone.some(({ block }) => block.name === name);
  for (const model of kept) {
    const lost = new Set(model.members.filter((each) => merge.removed.has(each)).map(({ name }) => name));
    for (const member of model.members) {
      if (isGone(member.base)) remove(merge, model, member, `${member.base} is removed`);
      else if (member.relation?.fields.some((field) => lost.has(field)))
        removeBoth(merge, kept, model, member);
    }
  }
}

function removeBoth(
  merge: Merge,
  models: readonly WrittenBlock[],
  model: WrittenBlock,
  member: WrittenMember,
): void {
  remove(merge, model, member, 'its column is removed');
  const target = models.find(({ block }) => block.name === member.base);
  const opposite = target?.members.find(
    (each) =>
      each !== member &&
      each.base === model.block.name &&
      (each.relation?.fields ?? []).length === 0 &&
      each.relation?.name === member.relation?.name,
  );
  if (target !== undefined && opposite !== undefined)
    remove(merge, target, opposite, `${model.block.name}.${member.name} is removed`);
}

function remove(merge: Merge, { block }: WrittenBlock, member: WrittenMember, why: string): void {
  if (merge.removed.has(member)) return;
  merge.removed.add(member);
  merge.edits.removeMember(member.member);
  merge.changes.push(`Removed ${block.name}.${member.name}: ${why}.`);
}

function mergeBlock(merge: Merge, own: WrittenBlock, pulled: PulledBlock): void {
  const { edits, changes } = merge;
  const { block } = own;
  if (block.keyword !== pulled.keyword) {
    edits.rewrite(block.line, (line) => line.replace(block.keyword, pulled.keyword));
    changes.push(`${block.name} is a ${pulled.keyword} now.`);
  }
  let above = block.line;
  for (const each of pulled.members) {
    const member = own.members.find(({ name }) => name === each.name);
    if (member === undefined) {
      edits.insertAfter(above, writePulledMember(each));
      changes.push(`Added ${block.name}.${each.name}.`);
    } else if (!merge.removed.has(member)) {
      above = Math.max(above, member.member.line);
      if (!own.isEnum) mergeLine(merge, own, member, each);
    }
  }
  if (own.isEnum) removeValues(merge, own, pulled);
  const { removed, added } = mergeAttributes(own, pulled, merge.removed);
  for (const [line, attribute] of removed) {
    edits.remove(line);
    changes.push(`Removed ${attribute} of ${block.name}.`);
  }
  for (const attribute of added) changes.push(`Added ${attribute} to ${block.name}.`);
  edits.insertAfter(
    Math.max(block.lastLine - 1, block.line),
    added.map((attribute) => `  ${attribute}`),
  );
}

function mergeLine(merge: Merge, own: WrittenBlock, member: WrittenMember, pulled: PulledMember): void {
  const { written, datasource, edits, changes } = merge;
  const merged = mergeMember(member, pulled, {
    model: own.block.name,
    isView: own.block.keyword === 'view',
    blockKeys: [...own.attributes.values()].flatMap((attribute) => {
      const [, key, field] = /^@(@id|@unique)\(\s*(?:fields:\s*)?\[\s*(\w+)\s*\]/.exec(attribute) ?? [];
      return key !== undefined && field === member.name ? [key] : [];
    }),
    isEnum: (name) => written.some(({ isEnum, block }) => isEnum && block.name === name),
    datasource,
  });
  if (merged === undefined) return;
  const { line, comments } = member.member;
  const trailing = comments.find((comment) => comment.line === line);
  const comment = trailing && `${'/'.repeat(trailing.slashes)} ${trailing.text}`;
  const before = [`${member.base}${member.modifier}`, ...member.attributes].join(' ');
  const after = [merged.type, ...merged.attributes].join(' ');
  edits.rewrite(
    line,
    () => `  ${[member.name, after, ...(comment === undefined ? [] : [comment])].join(' ')}`,
  );
  changes.push(`Changed ${own.block.name}.${member.name}: ${after}, which was ${before}.`);
}

function removeValues(merge: Merge, own: WrittenBlock, pulled: PulledBlock): void {
  for (const member of own.members) {
    if (!pulled.members.some(({ name }) => name === member.name))
      remove(merge, own, member, 'no column has it');
  }
}

/** Removes the enums that only removed fields had. Enums that nothing ever had are a person's own. */
function removeEnums(merge: Merge, models: readonly WrittenBlock[], pulled: ReadonlySet<string>): void {
  const ofGone = new Set<string>();
  const ofKept = new Set<string>();
  for (const model of models) {
    for (const member of model.members)
      (merge.removed.has(member) || !merge.edits.has(model.block.line) ? ofGone : ofKept).add(member.base);
  }
  for (const { block, isEnum } of merge.written) {
    if (!isEnum || pulled.has(block.name) || ofKept.has(block.name) || !ofGone.has(block.name)) continue;
    merge.edits.removeBlock(block);
    merge.changes.push(`Removed ${block.name}: no column has it.`);
  }
}
