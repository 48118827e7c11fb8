import type { NameChoices } from './pulled-schema.ts';
import type { WrittenBlock, WrittenMember } from './read-written-schema.ts';

/** Reads the names that a schema gives to the tables, columns, keys and values of its database. */
export function readNameChoices(blocks: readonly WrittenBlock[]): NameChoices {
  const models = blocks.filter(({ isEnum }) => !isEnum);
  const tables = new Map(models.map((model) => [model.stored, model]));
  const enums = new Map(blocks.filter(({ isEnum }) => isEnum).map((each) => [each.block.name, each]));
  const isModel = (name: string): boolean => models.some(({ block }) => block.name === name);
  const findColumn = (table: string, column: string): WrittenMember | undefined =>
    tables.get(table)?.members.find(({ base, stored }) => stored === column && !isModel(base));
  const enumOf = (table: string, column: string): WrittenBlock | undefined =>
    enums.get(findColumn(table, column)?.base ?? '');
  const findForward = (table: string, columns: readonly string[]): WrittenMember | undefined => {
    const model = tables.get(table);
    const names = columns.map((column) => findColumn(table, column)?.name);
    return model?.members.find(
      ({ relation }) =>
        relation !== undefined && relation.fields.length > 0 && relation.fields.join() === names.join(),
    );
  };
  return {
    model: (table) => tables.get(table)?.block.name,
    field: (table, column) => findColumn(table, column)?.name,
    relation(table, columns, side) {
      const forward = findForward(table, columns);
      if (side === 'from' || forward === undefined) return forward?.name;
      return findOpposite(models, tables.get(table), forward)?.name;
    },
    relationName: (table, columns) => findForward(table, columns)?.relation?.name,
    manyToMany(table, side) {
      const found = findManyToMany(models).find((each) => each.table === table);
      return found?.[side].name;
    },
    enumeration: (table, column) => enumOf(table, column)?.block.name,
    value: (table, column, value) =>
      enumOf(table, column)?.members.find(({ stored }) => stored === value)?.name,
  };
}

function findOpposite(
  models: readonly WrittenBlock[],
  owner: WrittenBlock | undefined,
  forward: WrittenMember,
): WrittenMember | undefined {
  return models
    .find(({ block }) => block.name === forward.base)
    ?.members.find(
      (each) =>
        each !== forward &&
        each.base === owner?.block.name &&
        (each.relation?.fields ?? []).length === 0 &&
        each.relation?.name === forward.relation?.name,
    );
}

/** An implicit many-to-many relation of a schema, with the fields by the side of their model's key. */
export interface WrittenManyToMany {
  readonly table: string;
  readonly A: WrittenMember;
  readonly B: WrittenMember;
}

/** Finds the implicit many-to-many relations of a schema: two lists of each other's models. */
export function findManyToMany(models: readonly WrittenBlock[]): readonly WrittenManyToMany[] {
  const lists = models.flatMap(({ block: { name: owner }, members }) =>
    members.flatMap((member) => {
      const isList = member.modifier === '[]' && models.some(({ block }) => block.name === member.base);
      return isList ? [{ owner, member }] : [];
    }),
  );
  return lists.flatMap(({ owner, member }) => {
    const isSelf = owner === member.base;
    const other = lists.find(
      (each) =>
        each.member !== member &&
        each.owner === member.base &&
        each.member.base === owner &&
        each.member.relation?.name === member.relation?.name,
    );
    const isFirst = isSelf ? member.name < (other?.member.name ?? '') : owner < member.base;
    if (other === undefined || !isFirst) return [];
    const name = member.relation?.name ?? nameByDefault(owner, member.base);
    return [{ table: `_${name}`, A: member, B: other.member }];
  });
}

/** Returns the name that Prisma gives to a relation without one. */
export function nameByDefault(one: string, other: string): string {
  return [one, other].toSorted().join('To');
}
