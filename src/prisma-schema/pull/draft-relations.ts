import type { StoredForeignKey, StoredTable } from '../../model/stored-table.ts';
import { findServedKey } from './draft-keys.ts';
import type { DraftTable } from './draft-table.ts';
import { nameColumnEnum, nameReference, nameRows, type NameStyle, takeName } from './pick-name.ts';
import type { NameChoices, ReferentialActions } from './pulled-schema.ts';
import { quote } from './write-default.ts';

/** The names of relations, and the sentences about those that cannot be written. */
export interface RelationOptions {
  readonly style: NameStyle;
  readonly choices: NameChoices;
  readonly notes: string[];
}

const actions: Readonly<Record<string, string>> = {
  CASCADE: 'Cascade',
  RESTRICT: 'Restrict',
  'NO ACTION': 'NoAction',
  'SET NULL': 'SetNull',
  'SET DEFAULT': 'SetDefault',
};

/** A foreign key that becomes a relation. */
interface Link {
  readonly from: DraftTable;
  readonly to: DraftTable;
  readonly key: StoredForeignKey;
  /** `true` if another relation has the same two models, so that Prisma needs a name for each. */
  readonly isNamed: boolean;
  /** `true` if it is the only one between its tables, so that the opposite field has a plain name. */
  readonly isPlain: boolean;
}

/** Adds the relations of the foreign keys to both of their models. */
export function addRelations(drafts: readonly DraftTable[], options: RelationOptions): void {
  const all = drafts.flatMap((from) =>
    distinctKeys(from.table.foreignKeys).flatMap((key) => {
      const to = findTable(drafts, key.target);
      return to !== undefined && isWritable(from, to, key, options) ? [{ from, to, key }] : [];
    }),
  );
  const links = all.map(({ from, to, key }): Link => {
    const likewise = all.filter((each) => each.from === from && each.to === to).length;
    const reverse = all.filter((each) => each.from === to && each.to === from).length;
    const isSelf = from === to;
    return { from, to, key, isNamed: isSelf || likewise + reverse > 1, isPlain: !isSelf && likewise === 1 };
  });
  // The opposite fields come after all others, which their names give way to.
  const names = links.map((link) => addForward(link, options));
  for (const [index, link] of links.entries()) addBackward(link, names[index] ?? '', options);
}

/** Adds the field that follows a foreign key, and returns its name. */
function addForward(link: Link, { style, choices }: RelationOptions): string {
  const { from, to, key } = link;
  const { columns, targetColumns } = key;
  const table = from.table.name;
  const given = choices.relation(table, columns, 'from');
  const name = given ?? takeName(nameForward(link, style), from.taken);
  from.taken.add(name);
  const relationName = nameRelation(link, name, style, choices);
  const isOptional = columns.some(
    (column) => from.table.columns.find((each) => each.name === column)?.isNullable,
  );
  const done: ReferentialActions = {
    onDelete: actions[key.onDelete] ?? key.onDelete,
    onUpdate: actions[key.onUpdate] ?? key.onUpdate,
  };
  const written = [
    ...(relationName === undefined ? [] : [quote(relationName)]),
    `fields: ${listFields(from, columns)}`,
    `references: ${listFields(to, targetColumns)}`,
    ...(done.onDelete === (isOptional ? 'SetNull' : 'Restrict') ? [] : [`onDelete: ${done.onDelete}`]),
    ...(done.onUpdate === 'Cascade' ? [] : [`onUpdate: ${done.onUpdate}`]),
    ...(key.name === `${table}_${columns.join('_')}_fkey` ? [] : [`map: ${quote(key.name)}`]),
  ];
  from.members.push({
    name,
    comments: [],
    type: `${to.model}${isOptional ? '?' : ''}`,
    attributes: [`@relation(${written.join(', ')})`],
    actions: done,
  });
  return name;
}

/** Leaves out foreign keys that repeat an earlier one under another name. */
function distinctKeys(keys: readonly StoredForeignKey[]): readonly StoredForeignKey[] {
  const identities = keys.map(({ columns, target, targetColumns }) =>
    JSON.stringify([columns, target.toLowerCase(), targetColumns]),
  );
  return keys.filter((_, index) => identities.indexOf(identities[index] ?? '') === index);
}

function listFields({ fields }: DraftTable, columns: readonly string[]): string {
  return `[${columns.map((column) => fields.get(column) ?? column).join(', ')}]`;
}

function addBackward(link: Link, forward: string, { style, choices }: RelationOptions): void {
  const { from, to, key, isPlain } = link;
  // Prisma wants the columns of a one-to-one relation in the order of their key.
  const isOne = uniqueKeysOf(from.table).some((parts) => parts.join('\0') === key.columns.join('\0'));
  const rows = nameRows(from.model, style);
  const plain = isOne ? rows.one : rows.many;
  const wanted =
    isPlain && !to.taken.has(plain)
      ? plain
      : style === 'as-is'
        ? `${plain}_by_${forward}`
        : nameColumnEnum(`${plain}By`, forward, style);
  const name = choices.relation(from.table.name, key.columns, 'to') ?? takeName(wanted, to.taken);
  to.taken.add(name);
  const relationName = nameRelation(link, forward, style, choices);
  to.members.push({
    name,
    comments: [],
    type: `${from.model}${isOne ? '?' : '[]'}`,
    attributes: relationName === undefined ? [] : [`@relation(${quote(relationName)})`],
  });
}

function nameRelation(
  { from, key, isNamed }: Link,
  forward: string,
  style: NameStyle,
  choices: NameChoices,
): string | undefined {
  const given = choices.relationName(from.table.name, key.columns);
  return given ?? (isNamed ? nameColumnEnum(from.model, forward, style) : undefined);
}

/** Names the field that follows a foreign key after its column, or after the model that it refers to. */
function nameForward(
  { from: { taken, fields }, to, key: { columns }, isNamed }: Link,
  style: NameStyle,
): string {
  const target = nameRows(to.model, style).one;
  if (style === 'as-is')
    return isNamed || taken.has(target)
      ? `${target}_${columns.map((each) => fields.get(each) ?? each).join('_')}`
      : target;
  const [column = ''] = columns;
  const wanted = (columns.length === 1 ? nameReference(column) : undefined) ?? target;
  return taken.has(wanted) ? `${wanted}Ref` : wanted;
}

/** Prisma follows keys between models that it can read, to unique columns. */
function isWritable(
  from: DraftTable,
  to: DraftTable,
  key: StoredForeignKey,
  { notes }: RelationOptions,
): boolean {
  if (!from.hasKey || !to.hasKey) return false;
  const isOfEqualTypes = key.columns.every(
    (column, index) => readType(from, column) === readType(to, key.targetColumns[index]),
  );
  if (isOfEqualTypes && isUnique(to.table, key.targetColumns)) return true;
  notes.push(
    `${from.table.name}.${key.name} refers to columns of ${key.target} that are no key or have another type, so it is no relation.`,
  );
  return false;
}

function isUnique(table: StoredTable, columns: readonly string[]): boolean {
  return uniqueKeysOf(table).some(
    (key) => key.length === columns.length && key.every((column) => columns.includes(column)),
  );
}

/** Returns the columns of each key that holds whole values. */
function uniqueKeysOf(table: StoredTable): readonly (readonly string[])[] {
  const uniques = table.indexes.filter(({ kind }) => kind === 'unique').map(({ parts }) => parts);
  return [table.primaryKey, ...uniques]
    .filter((parts) => parts.every(({ length }) => length === undefined))
    .map((parts) => parts.map(({ column }) => column));
}

function readType({ fields, members }: DraftTable, column: string | undefined): string | undefined {
  const name = fields.get(column ?? '');
  return members.find((member) => member.name === name)?.type.replace(/\?$/, '');
}

/** A table of an implicit many-to-many relation, with its foreign keys. */
export type JoinTables = ReadonlyMap<string, { readonly A: StoredForeignKey; readonly B: StoredForeignKey }>;

/**
 * Finds the tables that Prisma makes for implicit many-to-many relations: `_Name` with the columns A and B.
 * Column A must belong to the model whose name comes first, since Prisma would swap them otherwise.
 */
export function findJoinTables(
  tables: readonly StoredTable[],
  models: ReadonlyMap<string, string>,
  choices: NameChoices,
): JoinTables {
  const found = new Map<string, { A: StoredForeignKey; B: StoredForeignKey }>();
  for (const table of tables) {
    const { name, columns, foreignKeys } = table;
    const isNamed = /^_./.test(name) && columns.length === 2;
    // A person may have written it as a model of its own.
    if (!isNamed || choices.model(name) !== undefined) continue;
    const [A, B] = ['A', 'B'].map((side) => foreignKeys.find((key) => key.columns.join() === side));
    if (A === undefined || B === undefined || foreignKeys.length !== 2 || !isUnique(table, ['A', 'B']))
      continue;
    const [first, second] = [A, B].map((key) => models.get(key.target) ?? '');
    const isToKeys = [A, B].every((key) => {
      const target = tables.find((each) => each.name === key.target);
      const servedKey = target?.primaryKey ?? [];
      return servedKey.length === 1 && servedKey[0]?.column === key.targetColumns.join();
    });
    if (isToKeys && first !== undefined && second !== undefined && first <= second) found.set(name, { A, B });
  }
  return found;
}

/** Adds the fields of implicit many-to-many relations to their models. */
export function addManyToMany(
  drafts: readonly DraftTable[],
  joinTables: JoinTables,
  { style, choices }: RelationOptions,
): void {
  for (const [table, { A, B }] of joinTables) {
    const [a, b] = [findTable(drafts, A.target), findTable(drafts, B.target)];
    if (a === undefined || b === undefined || findServedKey(a.table) === undefined) continue;
    const attributes = [`@relation(${quote(table.slice(1))})`];
    const add = (owner: DraftTable, target: DraftTable, side: 'A' | 'B'): void => {
      const plain = nameRows(target.model, style).many;
      // In a self relation, Prisma takes the field whose name comes first for side A.
      const wanted = a === b ? `${plain}${side}` : plain;
      const name = choices.manyToMany(table, side) ?? takeName(wanted, owner.taken);
      owner.taken.add(name);
      owner.members.push({ name, comments: [], type: `${target.model}[]`, attributes });
    };
    add(a, b, 'A');
    add(b, a, 'B');
  }
}

function findTable(drafts: readonly DraftTable[], name: string): DraftTable | undefined {
  const lower = name.toLowerCase();
  return (
    drafts.find(({ table }) => table.name === name) ??
    drafts.find(({ table }) => table.name.toLowerCase() === lower)
  );
}
