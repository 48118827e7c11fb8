import type { PulledMember } from './pulled-schema.ts';
import { nameByDefault } from './read-name-choices.ts';
import { readRelationArguments, type WrittenMember } from './read-written-schema.ts';

/** The facts about a field's block that decide about its attributes. */
export interface MemberSurroundings {
  readonly model: string;
  readonly isView: boolean;
  /** The attributes `@id` and `@unique` that the block has for this field alone. */
  readonly blockKeys: readonly string[];
  readonly isEnum: (name: string) => boolean;
  readonly datasource: string;
}

/** Types that may stand for one another, since the same column can hold both. */
const alternatives = [
  ['Int', 'Boolean'],
  ['Bytes', 'Boolean'],
  ['String', 'Json'],
];

/** The native types that Prisma takes where none is written. */
const defaultNatives: Readonly<Record<string, string>> = {
  Int: 'Int',
  BigInt: 'BigInt',
  String: 'VarChar(191)',
  Boolean: 'TinyInt(1)',
  DateTime: 'DateTime(3)',
  Decimal: 'Decimal(65,30)',
  Float: 'Double',
  Bytes: 'LongBlob',
  Json: 'Json',
};

/**
 * Merges a field of the database into the one that a person has edited. Returns the type and the attributes,
 * or undefined if the edited one says the same.
 */
export function mergeMember(
  written: WrittenMember,
  pulled: PulledMember,
  surroundings: MemberSurroundings,
): { readonly type: string; readonly attributes: readonly string[] } | undefined {
  const [, base = '', found = ''] = /^(.*?)(\?|\[\])?$/s.exec(pulled.type) ?? [];
  // A server may report columns of views as nullable that never are. A person has decided.
  const modifier = surroundings.isView ? written.modifier : found;
  const isKept = isAlternative(written.base, base, surroundings);
  const type = `${isKept ? written.base : base}${modifier}`;
  const wanted = new Map(pulled.attributes.map((attribute) => [keyOf(attribute, surroundings), attribute]));
  const attributes = written.attributes.flatMap((attribute) => {
    const key = keyOf(attribute, surroundings);
    const other = wanted.get(key);
    wanted.delete(key);
    const decided = decide(key, attribute, other, { written, pulled, surroundings, isKept });
    return decided === undefined ? [] : [decided];
  });
  const added = [...wanted]
    .filter(([key, attribute]) => isAdded(key, attribute, { written, pulled, surroundings, isKept }))
    .map(([, attribute]) => attribute);
  const isSame =
    type === `${written.base}${written.modifier}` &&
    added.length === 0 &&
    attributes.length === written.attributes.length &&
    attributes.every((attribute, index) => attribute === written.attributes[index]);
  return isSame ? undefined : { type, attributes: [...attributes, ...added] };
}

interface Decision {
  readonly written: WrittenMember;
  readonly pulled: PulledMember;
  readonly surroundings: MemberSurroundings;
  /** `true` if the person has chosen another type for the same column. */
  readonly isKept: boolean;
}

/** Decides between an edited attribute and that of the database, which may have none. */
function decide(
  key: string,
  attribute: string,
  other: string | undefined,
  { written, pulled, surroundings, isKept }: Decision,
): string | undefined {
  switch (key) {
    case 'native': {
      const native = attribute.slice(attribute.indexOf('.') + 1).replaceAll(/\s/g, '');
      const isSame =
        other === undefined ? native === defaultNatives[written.base] : isEqual(attribute, other);
      return isSame || isKept ? attribute : other;
    }
    case '@id':
    case '@unique':
      return other === undefined && !surroundings.isView ? undefined : attribute;
    case '@default':
      return decideDefault(attribute, other, isKept);
    case '@relation':
      return other === undefined || isSameRelation(attribute, other, written, pulled, surroundings)
        ? attribute
        : other;
    default:
      return attribute;
  }
}

/** Values that Prisma makes up stay, and what only the database can do goes with it. */
function decideDefault(
  attribute: string,
  other: string | undefined,
  isOtherType: boolean,
): string | undefined {
  if (other === undefined) {
    return /^@default\((?:autoincrement\(\)|dbgenerated\(".*)/s.test(attribute) ? undefined : attribute;
  }
  const isOwn = /^@default\((?:(?:cuid|uuid|ulid|nanoid)\(.*|dbgenerated\(\))\)$/s.test(attribute);
  const [one, two] = [attribute, other].map((each) => each.slice('@default('.length, -1).trim());
  const isSame = isEqual(attribute, other) || (one !== '' && two !== '' && Number(one) === Number(two));
  return isOwn || isSame || isOtherType ? attribute : other;
}

function isSameRelation(
  attribute: string,
  other: string,
  written: WrittenMember,
  { actions }: PulledMember,
  { model }: MemberSurroundings,
): boolean {
  const [one, two] = [readRelationArguments(attribute), readRelationArguments(other)];
  const byDefault = nameByDefault(model, written.base);
  if ((one.name ?? byDefault) !== (two.name ?? byDefault)) return false;
  if (one.fields.join() !== two.fields.join() || one.references.join() !== two.references.join())
    return false;
  if (actions === undefined) return true;
  const onDelete = one.onDelete ?? (written.modifier === '?' ? 'SetNull' : 'Restrict');
  return (
    plain(onDelete) === plain(actions.onDelete) &&
    plain(one.onUpdate ?? 'Cascade') === plain(actions.onUpdate)
  );
}

/** Returns true if an attribute of the database is added to an edited field that lacks it. */
function isAdded(
  key: string,
  attribute: string,
  { written, surroundings: { isView, blockKeys, model }, isKept }: Decision,
): boolean {
  if (key === '@id' || key === '@unique') return !isView && !blockKeys.includes(key);
  if (key === 'native') return !isKept;
  if (key === '@relation') {
    const { name, fields } = readRelationArguments(attribute);
    return fields.length > 0 || name !== nameByDefault(model, written.base);
  }
  return key === '@default' && !isKept;
}

function isAlternative(one: string, other: string, { isEnum }: MemberSurroundings): boolean {
  if (one === other) return false;
  if ((isEnum(one) && other === 'String') || (isEnum(other) && one === 'String')) return true;
  return alternatives.some((pair) => pair.includes(one) && pair.includes(other));
}

function keyOf(attribute: string, { datasource }: MemberSurroundings): string {
  if (attribute.startsWith(`@${datasource}.`)) return 'native';
  return attribute.split('(', 1)[0] ?? attribute;
}

function isEqual(one: string, other: string): boolean {
  return one.replaceAll(/\s/g, '') === other.replaceAll(/\s/g, '');
}

/** Both refuse at once in InnoDB. */
function plain(action: string): string {
  return action === 'NoAction' ? 'Restrict' : action;
}
