import type { Random } from '../../../prisma/seed/random.ts';
import type { Input } from '../../support/document.ts';
import { drawValue, isRepresentable } from '../data/values.ts';
import type { FuzzField, FuzzModel } from '../schema/description.ts';
import { generateJsonComparisons } from './generate-json-comparisons.ts';
import { generateOperand } from './generate-operand.ts';

/** A random condition on rows of the model: on fields, on what is related, and combinations, so many levels deep. */
export function generateWhere(random: Random, model: FuzzModel, depth: number): Input {
  const where: Record<string, Input> = {};
  const { fields } = model;
  // What is compared with NULL is unknown, and so is all that hangs on it.
  const nullable = fields.filter((field) => field.nullable);
  for (let left = random.below(5) === 0 ? 2 : random.below(4) === 0 ? 0 : 1; left > 0; left -= 1) {
    const wanted = nullable.length > 0 && random.below(2) === 0 ? nullable : fields;
    const field = wanted[random.below(wanted.length)];
    if (field)
      where[field.name] =
        field.of.type === 'JSON'
          ? generateJsonComparisons(random, field)
          : generateComparisons(random, field);
  }
  if (depth === 0) return where;
  const relation = model.relations[random.below(model.relations.length)];
  if (relation && random.below(2) === 0) {
    const quantifiers = relation.many
      ? (['some', 'every', 'none', 'count'] as const)
      : (['is', 'isNot'] as const);
    const count = random.below(8) === 0 ? random.below(3) : 1;
    where[relation.name] = Object.fromEntries(
      Array.from({ length: count }, () => {
        const quantifier = quantifiers[random.below(quantifiers.length)] ?? quantifiers[0];
        if (quantifier === 'count') return [quantifier, generateCount(random)];
        const isNull = !relation.many && random.below(4) === 0;
        return [quantifier, isNull ? null : generateWhere(random, relation.target, depth - 1)];
      }),
    );
  }
  if (random.below(2) === 0) {
    const combination = random.pick(['AND', 'OR', 'NOT', 'NOT']);
    where[combination] = Array.from({ length: random.below(4) }, () =>
      generateWhere(random, model, depth - 1),
    );
  }
  return where;
}

const equality = ['equals', 'not'] as const;
const lists = ['in', 'notIn'] as const;
const order = ['lt', 'lte', 'gt', 'gte'] as const;
const patterns = ['contains', 'startsWith', 'endsWith'] as const;

function operatorsOf({ of, isId }: FuzzField): readonly [string, ...string[]] {
  if (isId) return [...equality, ...lists, ...order, ...(of.type === 'String' ? patterns : [])];
  switch (of.type) {
    case 'Boolean':
      return equality;
    case 'Enum':
    case 'Bytes':
      return [...equality, ...lists];
    case 'String':
      return [...equality, ...lists, ...order, ...patterns];
    case 'Int':
    case 'UnsignedInt':
    case 'BigInt':
    case 'Float':
    case 'Decimal':
    case 'DateTime':
    case 'Date':
    case 'Time':
    case 'JSON':
      return [...equality, ...lists, ...order];
  }
}

/** A condition on how many rows a relation leads to; most lead to few. */
export function generateCount(random: Random): Input {
  const operator = random.pick([...equality, ...lists, ...order]);
  const number = (): number => random.below(5) - (random.below(20) === 0 ? 3 : 0);
  const isList = operator === 'in' || operator === 'notIn';
  return { [operator]: isList ? Array.from({ length: random.below(4) }, number) : number() };
}

function generateComparisons(random: Random, field: FuzzField): Input {
  const comparisons: Record<string, Input> = {};
  for (let left = random.below(8) === 0 ? random.below(3) : 1; left > 0; left -= 1) {
    const operator = random.pick(operatorsOf(field));
    comparisons[operator] = generateComparand(random, field, operator);
  }
  return comparisons;
}

function generateComparand(random: Random, field: FuzzField, operator: string): Input {
  if (operator === 'in' || operator === 'notIn') {
    return Array.from({ length: random.below(6) }, () => generateOperand(random, field));
  }
  if (patterns.some((pattern) => pattern === operator)) {
    if (random.below(2) === 0)
      return random.pick(['_', '_b', 'a_', '%', '0%', '!', '|', '\\', "'", '', ' ', 'ß', 'é']);
    const characters = Array.from(String(drawValue(random, field, random.below(2) === 0)));
    return characters.slice(random.below(3), 2 + random.below(3)).join('');
  }
  // Which place a text has among those of a character set that lacks its characters, nobody can say.
  const operand = generateOperand(random, field);
  if (order.some((each) => each === operator)) {
    return typeof operand === 'string' && !isRepresentable(field, operand) ? 'o' : operand;
  }
  const takesNull = operator === 'equals' || operator === 'not';
  return takesNull && random.below(field.nullable ? 3 : 12) === 0 ? null : operand;
}
