import type { PulledBlock } from './pulled-schema.ts';
import type { WrittenBlock, WrittenMember } from './read-written-schema.ts';

/** The differences between the `@@` lines of a schema and of the database. */
export interface AttributeChanges {
  readonly removed: ReadonlyMap<number, string>;
  readonly added: readonly string[];
}

/**
 * Compares the keys and indexes of a block by their columns. Their names, and what a person has added, stay.
 */
export function mergeAttributes(
  own: WrittenBlock,
  pulled: PulledBlock,
  removedMembers: ReadonlySet<WrittenMember>,
): AttributeChanges {
  const atFields = pulled.members.flatMap(({ name, attributes }) =>
    attributes.flatMap((attribute) => {
      const [, key] = /^(@id|@unique)\b/.exec(attribute) ?? [];
      return key === undefined ? [] : [`@${key}[${name}]`];
    }),
  );
  const wanted = new Map(pulled.attributes.map((attribute) => [identify(attribute), attribute]));
  const known = new Set([...wanted.keys(), ...atFields]);
  const lost = new Set(
    [...removedMembers].filter((each) => own.members.includes(each)).map(({ name }) => name),
  );
  const removed = new Map<number, string>();
  for (const [line, attribute] of own.attributes) {
    const identity = identify(attribute);
    wanted.delete(identity);
    const isIndex = /^@@(?:id|unique|index|fulltext)\b/.test(attribute);
    const isLost = [...identity.matchAll(/\w+/g)].some(([name]) => lost.has(name));
    // A view's keys are those that a person has declared.
    if (isIndex && !known.has(identity) && (own.block.keyword !== 'view' || isLost))
      removed.set(line, attribute);
  }
  wanted.delete('@@map');
  if (own.block.keyword === 'view')
    for (const identity of wanted.keys()) if (identity.startsWith('@@unique')) wanted.delete(identity);
  return { removed, added: [...wanted.values()] };
}

/** Identifies an attribute by its kind and its fields: `@@index[a,b(sort:Desc)]`. */
function identify(attribute: string): string {
  const [, kind = attribute] = /^(@@\w+)/.exec(attribute) ?? [];
  const [, fields] = /\(\s*(?:fields:\s*)?(\[(?:[^\]"]|"(?:[^"\\]|\\.)*")*\])/.exec(attribute) ?? [];
  return `${kind}${(fields ?? '').replaceAll(/\s/g, '')}`;
}
