import type { Random } from '../../../prisma/seed/random.ts';
import type { FuzzField, FuzzRelation } from './description.ts';
import type { Draft } from './draft.ts';

/** Lets the owner refer to a model that is there by now, itself perhaps, by any of the model's keys. */
export function addReference(random: Random, owner: Draft, drafts: readonly Draft[]): void {
  const target = random.below(4) === 0 ? owner : drafts[random.below(drafts.length)];
  const keys = target?.keys ?? [];
  const key = random.below(3) === 0 ? keys[random.below(keys.length)] : keys[0];
  if (target === undefined || key === undefined) return;
  // Rows are inserted model by model, so what a row must refer to has to come first.
  const isLater = drafts.indexOf(target) >= drafts.indexOf(owner);
  const optional = isLater || random.below(2) === 0;
  const mayLack = random.below(key.length);
  const from = key.map((field, index): FuzzField =>
    owner.addField({
      of: field.of,
      enumeration: field.enumeration,
      nullable: optional && (index === mayLack || random.below(2) === 0),
      isId: field.isId,
    }),
  );
  const single = random.below(5) === 0;
  if (single) owner.uniqueKeys.push(from);
  const constrained = random.below(3) > 0;
  const [property, name] = owner.takeName();
  const link = `${owner.model.name}_${property}`;
  owner.relations.push({
    property,
    name,
    link,
    target: target.model,
    constrained,
    through: undefined,
    many: false,
    nullable: optional,
    from,
    to: key,
    refers: true,
  });
  const [backProperty, backName] = target.takeName();
  target.relations.push({
    property: backProperty,
    name: backName,
    link,
    target: owner.model,
    constrained,
    through: undefined,
    many: !single,
    nullable: single,
    from: key,
    to: from,
    refers: false,
  });
}

/** Joins two models, or one with itself, by a table that neither of them declares. */
export function addManyToMany(random: Random, owner: Draft, drafts: readonly Draft[]): void {
  const joinable = drafts.filter(({ primaryKey }) => primaryKey?.length === 1);
  const target = joinable[random.below(joinable.length)];
  const from = owner.primaryKey;
  const to = target?.primaryKey;
  if (target === undefined || from?.length !== 1 || to?.length !== 1) return;
  const [property, name] = owner.takeName();
  const link = `${owner.model.name}_${property}`;
  const [backProperty, backName] = target.takeName();
  // Column A is of the model that comes first by name; of one model, of the field that does.
  const isFirst =
    owner === target ? isBefore(property, backProperty) : isBefore(owner.model.name, target.model.name);
  const table = `_${link}`;
  const common = { link, many: true, nullable: false, refers: false, constrained: true };
  const add = (draft: Draft, relation: Omit<FuzzRelation, keyof typeof common>): void => {
    draft.relations.push({ ...common, ...relation });
  };
  add(owner, {
    property,
    name,
    target: target.model,
    from,
    to,
    through: { table, from: isFirst ? 'A' : 'B', to: isFirst ? 'B' : 'A' },
  });
  add(target, {
    property: backProperty,
    name: backName,
    target: owner.model,
    from: to,
    to: from,
    through: { table, from: isFirst ? 'B' : 'A', to: isFirst ? 'A' : 'B' },
  });
}

function isBefore(one: string, other: string): boolean {
  return one < other;
}
