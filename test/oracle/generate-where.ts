import type { Random } from '../../prisma/seed/random.ts';
import { awkwardTexts, instants } from './awkward-directory.ts';
import { directory, type FieldKind, type OracleModel } from './directory.ts';
import { generateCount } from '../fuzz/documents/generate-where.ts';
import { EnumName, type Input } from '../support/document.ts';

/** A random condition on rows of the model: on fields, on related rows, and `AND`, `OR`, `NOT` over more, so many levels deep. */
export function generateWhere(random: Random, model: OracleModel, depth: number): Input {
  const where: Record<string, Input> = {};
  const names = Object.keys(model.fields);
  for (let left = random.below(depth > 0 ? 3 : 2); left > 0; left -= 1) {
    const name = names[random.below(names.length)] ?? 'id';
    where[name] = generateComparisons(random, model, name);
  }
  if (depth > 0 && random.below(3) === 0) {
    const relations = Object.keys(model.relations);
    const name = relations[random.below(relations.length)] ?? '';
    where[name] = generateRelation(random, model, name, depth);
  }
  if (depth > 0 && random.below(2) === 0) {
    const combination = random.pick(['AND', 'OR', 'NOT']);
    where[combination] = Array.from({ length: random.below(4) }, () =>
      generateWhere(random, model, depth - 1),
    );
  }
  return where;
}

/** A value that a row of the field may have, and now and then one that none has. */
export function generateOperand(random: Random, model: OracleModel, field: string): Input {
  const kind = model.fields[field] ?? 'String';
  switch (kind) {
    case 'ID':
      return String(1 + random.skewedBelow(40));
    case 'String':
      if (field === 'email') return changeCase(random, `${1 + random.below(30)}.${text(random)}@example.com`);
      if (field === 'slug') {
        const id = 1 + random.below(8);
        return changeCase(random, `team-${id}-${text(random)}`);
      }
      return text(random);
    case 'DateTime':
      return `${random.pick(instants).replace(' ', 'T')}${random.pick(['Z', '+01:00'])}`;
    case 'Boolean':
      return random.below(2) === 0;
    case 'Role':
      return new EnumName(random.pick(['MEMBER', 'ADMIN']));
    case 'MembershipRole':
      return new EnumName(random.pick(['MEMBER', 'OWNER']));
  }
}

function generateRelation(random: Random, model: OracleModel, name: string, depth: number): Input {
  const relation = model.relations[name];
  if (relation === undefined) throw new Error(`Expected a relation, got ${name}.`);
  const demands: Record<string, Input> = {};
  for (let left = random.below(6) === 0 ? random.below(3) : 1; left > 0; left -= 1) {
    const operator = random.pick(
      relation.many ? (['some', 'every', 'none', 'count'] as const) : (['is', 'isNot'] as const),
    );
    if (operator === 'count') {
      demands[operator] = generateCount(random);
      continue;
    }
    // Prisma's client takes null where the relation may lead nowhere.
    const isNull = !relation.many && model.nullable.includes(relation.from) && random.below(5) === 0;
    demands[operator] = isNull ? null : generateWhere(random, directory[relation.target], depth - 1);
  }
  return demands;
}

const equality = ['equals', 'not'] as const;
const lists = ['in', 'notIn'] as const;
const order = ['lt', 'lte', 'gt', 'gte'] as const;
const patterns = ['contains', 'startsWith', 'endsWith'] as const;

const operators: Readonly<Record<FieldKind, readonly [string, ...string[]]>> = {
  ID: [...equality, ...lists, ...order],
  String: [...equality, ...lists, ...order, ...patterns],
  DateTime: [...equality, ...lists, ...order],
  Boolean: equality,
  Role: [...equality, ...lists],
  MembershipRole: [...equality, ...lists],
};

function generateComparisons(random: Random, model: OracleModel, field: string): Input {
  const comparisons: Record<string, Input> = {};
  for (let left = random.below(8) === 0 ? random.below(3) : 1; left > 0; left -= 1) {
    const operator = random.pick(operators[model.fields[field] ?? 'String']);
    comparisons[operator] = generateComparand(random, model, field, operator);
  }
  return comparisons;
}

function generateComparand(random: Random, model: OracleModel, field: string, operator: string): Input {
  if (operator === 'in' || operator === 'notIn') {
    return Array.from({ length: random.below(6) }, () => generateOperand(random, model, field));
  }
  if (patterns.some((pattern) => pattern === operator)) {
    if (random.below(2) === 0) return random.pick(['_', '_b', 'a_', '%', '0%', '!', '\\', "'", '']);
    const characters = Array.from(text(random));
    return changeCase(random, characters.slice(random.below(3), 3 + random.below(4)).join(''));
  }
  const takesNull = operator === 'equals' || operator === 'not';
  return takesNull && model.nullable.includes(field) && random.below(3) === 0
    ? null
    : generateOperand(random, model, field);
}

function text(random: Random): string {
  return random.pick(awkwardTexts);
}

function changeCase(random: Random, given: string): string {
  return random.pick([given, given.toUpperCase(), given.toLowerCase()]);
}
