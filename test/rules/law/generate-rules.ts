import type { Random } from '../../../prisma/seed/random.ts';
import { EnumName, type Input, Variable } from '../../support/document.ts';
import { drawValue } from '../../fuzz/data/values.ts';
import { generateCount } from '../../fuzz/documents/generate-where.ts';
import { generateOperand } from '../../fuzz/documents/generate-operand.ts';
import type { FuzzField, FuzzModel, FuzzSchema } from '../../fuzz/schema/description.ts';
import {
  type RulesSpec,
  type SpecAlternative,
  type SpecModel,
  type SpecRule,
  type SpecValue,
  type SpecViewer,
  type SpecWhere,
  type ViewerOperand,
  ViewerValue,
} from './rule-spec.ts';

const roles = ['hr', 'admin'];

/** Generates rules for every model of a schema, of every word that reads know. */
export function generateRules(random: Random, { models }: FuzzSchema): RulesSpec {
  const values = generateValues(random, models);
  const generator = new RuleGenerator(random, values);
  return {
    values,
    roles,
    models: new Map(models.map((model, index) => [model, generator.model(model, models.slice(0, index))])),
  };
}

/** Draws viewers: some are anonymous, some lack values, and some have values that no field can have. */
export function generateViewer(random: Random, { values }: RulesSpec): SpecViewer {
  if (random.below(6) === 0) return null;
  const given: Record<string, ViewerOperand | readonly ViewerOperand[]> = {};
  const unfit: Record<string, unknown> = {};
  for (const { name, field, isList } of values) {
    const kind = random.below(14);
    if (kind === 0) continue;
    if (kind === 1)
      unfit[name] = random.pick<unknown>([null, '\ud800', Number.NaN, {}, isList ? '7' : [7], [null]]);
    else if (isList)
      given[name] = Array.from({ length: random.below(4) }, () => drawViewerValue(random, field));
    else given[name] = drawViewerValue(random, field);
  }
  return { values: given, unfit, roles: roles.filter(() => random.below(4) === 0) };
}

/** Draws a value of the field's type: mostly one of few, and else one that its column may be unable to hold. */
function drawViewerValue(random: Random, field: FuzzField): ViewerOperand {
  if (field.isId || random.below(3) > 0) return drawValue(random, field, true);
  const operand = plain(generateOperand(random, field));
  if (typeof operand === 'string' || typeof operand === 'number' || typeof operand === 'boolean')
    return operand;
  throw new Error(`Expected an operand of ${field.name}, got ${JSON.stringify(operand)}.`);
}

/** What compares in one way whatever the size of its column. */
const comparable = [
  'String',
  'Int',
  'UnsignedInt',
  'BigInt',
  'Boolean',
  'Decimal',
  'DateTime',
  'Date',
  'Bytes',
  'Enum',
];

function generateValues(random: Random, models: readonly FuzzModel[]): readonly SpecValue[] {
  const fields = models.flatMap((model) =>
    model.fields.filter(({ of }) => comparable.includes(of.type)).map((field) => ({ model, field })),
  );
  // Ids are what viewers are mostly known by.
  const preferred = fields.filter(
    ({ field, model }) => field.isId || model.relations.some(({ from }) => from.includes(field)),
  );
  return Array.from({ length: 2 + random.below(3) }, (_, index) => {
    const from = preferred.length > 0 && random.below(3) > 0 ? preferred : fields;
    const drawn = from[random.below(from.length)];
    if (drawn === undefined) throw new Error('Expected a comparable field.');
    return { name: `v${index}`, ...drawn, isList: random.below(5) === 0 };
  });
}

class RuleGenerator {
  readonly #random: Random;
  readonly #values: readonly SpecValue[];

  constructor(random: Random, values: readonly SpecValue[]) {
    this.#random = random;
    this.#values = values;
  }

  /** @param earlier The models to whose rules it may refer, so that no rules refer to each other. */
  model(model: FuzzModel, earlier: readonly FuzzModel[]): SpecModel {
    const random = this.#random;
    const guarded = model.fields.filter((field) => !model.key.includes(field) && random.below(3) === 0);
    return {
      read: random.below(4) === 0 ? ['anyone'] : this.#rule(model, earlier),
      only: random.below(5) === 0 ? this.#rule(model, earlier) : undefined,
      within: random.below(8) === 0 ? this.#within(model) : undefined,
      fields: new Map(guarded.map((field) => [field.name, this.#rule(model, earlier, 4)])),
    };
  }

  #within(model: FuzzModel): SpecModel['within'] {
    const found = this.#comparableTo(model).filter(({ value }) => !value.isList);
    const drawn = found[this.#random.below(found.length)];
    return drawn && { field: drawn.field.name, value: drawn.value.name };
  }

  /** @param without How many of the alternatives without a condition are left out. */
  #rule(model: FuzzModel, earlier: readonly FuzzModel[], without = 0): SpecRule {
    const random = this.#random;
    return Array.from({ length: random.below(12) === 0 ? 0 : 1 + random.below(3) }, (): SpecAlternative => {
      // Guards on values are mostly conditions, so that values are hidden in some rows and not in others.
      const kind = without > 0 && random.below(4) > 0 ? without : random.below(12);
      if (kind === 0) return 'signedIn';
      if (kind === 1) return 'nobody';
      if (kind < 4) return { role: roles[random.below(roles.length)] ?? '' };
      const readable = model.relations.filter(({ many, target }) => !many && earlier.includes(target));
      const chosen = readable.filter(() => random.below(4) === 0).map(({ name }) => name);
      return { where: this.#where(model, 2), readable: chosen };
    });
  }

  /** Conditions that each say something, since a rule that says nothing is a fault. */
  #where(model: FuzzModel, depth: number): SpecWhere {
    const random = this.#random;
    const kind = depth === 0 ? 0 : random.below(10);
    if (kind < 6) return this.#leaf(model);
    if (kind < 8) {
      const relation = model.relations[random.below(model.relations.length)];
      if (relation === undefined) return this.#leaf(model);
      const operator = relation.many
        ? random.pick(['some', 'some', 'none', 'every', 'count'])
        : random.pick(['is', 'is', 'isNot']);
      if (operator === 'count') return { [relation.name]: { count: plain(generateCount(random)) } };
      if (!relation.many && random.below(6) === 0) return { [relation.name]: { [operator]: null } };
      return { [relation.name]: { [operator]: this.#where(relation.target, depth - 1) } };
    }
    const parts = Array.from({ length: 1 + random.below(2) }, () => this.#where(model, depth - 1));
    return { ...this.#leaf(model), [random.pick(['OR', 'AND', 'NOT'])]: parts };
  }

  #leaf(model: FuzzModel): SpecWhere {
    const random = this.#random;
    const found = this.#comparableTo(model);
    const drawn = found[random.below(found.length)];
    if (drawn && random.below(3) > 0) {
      const { field, value } = drawn;
      // Where a column is of another size, it may be unable to hold the value.
      const negative = random.below(6) === 0;
      const operator = value.isList ? (negative ? 'notIn' : 'in') : negative ? 'not' : 'equals';
      return { [field.name]: { [operator]: new ViewerValue(value.name) } };
    }
    const fields = model.fields.filter(({ of }) => comparable.includes(of.type));
    const field = fields[random.below(fields.length)];
    if (field === undefined) return { [model.key[0]?.name ?? '']: { not: null } };
    if (random.below(5) === 0) return { [field.name]: { [random.pick(['equals', 'not'])]: null } };
    return { [field.name]: { [random.pick(['equals', 'not'])]: plain(generateOperand(random, field)) } };
  }

  #comparableTo(model: FuzzModel): readonly { readonly field: FuzzField; readonly value: SpecValue }[] {
    return this.#values.flatMap((value) =>
      model.fields
        .filter(
          ({ of, enumeration }) => of.type === value.field.of.type && enumeration === value.field.enumeration,
        )
        .map((field) => ({ field, value })),
    );
  }
}

function plain(input: Input): unknown {
  if (input instanceof Variable) return plain(input.value);
  if (input instanceof EnumName) return input.name;
  if (Array.isArray(input)) return input.map(plain);
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, plain(value)]));
}
