import type { Random } from '../../prisma/seed/random.ts';
import { directory, measuredFields, models, type OracleModel, type OrderStep } from './directory.ts';
import {
  type Arguments,
  EnumName,
  type FieldSelection,
  type Input,
  type Selection,
  Variable,
} from '../support/document.ts';
import { generateOperand, generateWhere } from './generate-where.ts';
import type { OpaqueTexts } from '../support/opaque-texts.ts';
import { nest } from './prisma-where.ts';

/** Names that a set of fields has taken: two fields of one name are one field of the answer. */
type Scope = Set<string>;

/** Documents stay small: the naive side pays a call for each field of each row. */
const fieldsMax = 25;
const depthMax = 4;

/** Writes random documents over everything that the schema of the directory offers. */
export class DocumentGenerator {
  readonly #random: Random;
  readonly #texts: OpaqueTexts;
  #fieldsLeft = 0;
  #aliases = 0;

  /** Cursors and node ids are taken from those that `texts` has met. */
  constructor(random: Random, texts: OpaqueTexts) {
    this.#random = random;
    this.#texts = texts;
  }

  /** The root selections of a new document. */
  generate(): readonly Selection[] {
    this.#fieldsLeft = fieldsMax;
    this.#aliases = 0;
    const count = 1 + this.#random.below(4);
    return Array.from({ length: count }, () => this.#generateRoot());
  }

  #generateRoot(): Selection {
    const random = this.#random;
    const model = random.pick(models);
    const field = (name: string, given: Arguments, selections: readonly Selection[]): Selection => ({
      kind: 'field',
      name,
      alias: this.#alias(),
      arguments: given,
      directives: this.#directives(),
      selections,
    });
    switch (random.below(8)) {
      case 0:
        return field(model.singular, this.#key(model), this.#fields(model, 1, new Set()));
      case 1: {
        const owner = random.below(2) === 0 ? directory.User : directory.Team;
        const unique = owner.unique ?? '';
        const name = `${owner.singular}By${unique.charAt(0).toUpperCase()}${unique.slice(1)}`;
        const value = this.#maybeVariable('String!', generateOperand(random, owner, unique));
        return field(name, { [unique]: value }, this.#fields(owner, 1, new Set()));
      }
      case 2: {
        const ids = Array.from({ length: random.below(5) }, () => this.#key(model));
        const given = model.key.length === 1 ? ids.map(({ id }) => id ?? null) : ids;
        return field(`${model.plural}ById`, { ids: given }, this.#fields(model, 1, new Set()));
      }
      case 3: {
        const nodeIds = this.#texts.known(({ kind }) => kind === 'node');
        if (nodeIds.length === 0) break;
        const asked = Array.from(
          { length: 1 + random.below(4) },
          () => nodeIds[random.below(nodeIds.length)] ?? '',
        );
        return random.below(3) === 0
          ? field('node', { nodeId: this.#maybeVariable('ID!', asked[0] ?? '') }, this.#nodeFields(1))
          : field('nodes', { nodeIds: this.#maybeVariable('[ID!]!', asked) }, this.#nodeFields(1));
      }
    }
    return field(model.plural, this.#page(model), this.#connection(model, 1));
  }

  /** Fields of a row of the model; those of a fragment share the names of what the fragment stands in. */
  #fields(model: OracleModel, depth: number, scope: Scope, alwaysAliased = false): readonly Selection[] {
    const random = this.#random;
    const selections: Selection[] = [];
    for (let left = 1 + random.below(4); left > 0; left -= 1) {
      const kind = this.#fieldsLeft > 0 && depth < depthMax ? random.below(10) : random.below(4);
      if (kind < 4) selections.push(this.#plainField(model, scope, alwaysAliased));
      else if (kind < 9) selections.push(...this.#relation(model, depth, scope, alwaysAliased));
      else {
        const on = random.below(4) === 0 ? 'Node' : model.name;
        const inner = this.#fields(model, depth + 1, scope, alwaysAliased);
        selections.push(
          this.#fragment(on, on === 'Node' ? [this.#fragment(model.name, inner), nodeIdField] : inner),
        );
      }
    }
    return selections;
  }

  #plainField(model: OracleModel, scope: Scope, alwaysAliased: boolean): Selection {
    this.#fieldsLeft -= 1;
    const names = [...Object.keys(model.fields), 'nodeId', '__typename'];
    const name = names[this.#random.below(names.length)] ?? 'nodeId';
    // A field without arguments may stand in a set twice.
    const alias = alwaysAliased || this.#random.below(4) === 0 ? this.#alias() : undefined;
    if (alias === undefined) scope.add(name);
    return { kind: 'field', name, alias, arguments: {}, directives: this.#directives(), selections: [] };
  }

  #relation(model: OracleModel, depth: number, scope: Scope, alwaysAliased: boolean): readonly Selection[] {
    this.#fieldsLeft -= 1;
    const relations = Object.entries(model.relations);
    const [name, relation] = relations[this.#random.below(relations.length)] ?? [];
    if (name === undefined || relation === undefined) return [];
    const target = directory[relation.target];
    const alias = alwaysAliased || scope.has(name) || this.#random.below(2) === 0 ? this.#alias() : undefined;
    if (alias === undefined) scope.add(name);
    const given = relation.many ? this.#page(target) : {};
    const inner: Scope = new Set();
    const build = (): Selection => ({
      kind: 'field',
      name,
      alias,
      arguments: given,
      directives: this.#directives(),
      selections: relation.many
        ? this.#connection(target, depth + 1)
        : this.#fields(target, depth + 1, inner),
    });
    // Now and then in two parts that the executor merges into one field.
    return !relation.many && this.#random.below(6) === 0 ? [build(), build()] : [build()];
  }

  #connection(model: OracleModel, depth: number): readonly Selection[] {
    const random = this.#random;
    const field = (name: string, selections: readonly Selection[]): Selection => ({
      kind: 'field',
      name,
      alias: random.below(4) === 0 ? this.#alias() : undefined,
      arguments: {},
      directives: this.#directives(),
      selections,
    });
    const offered = [
      () => field('nodes', this.#fields(model, depth, new Set())),
      () => field('totalCount', []),
      () =>
        field(
          'pageInfo',
          pageInfoFields
            .filter(() => random.below(2) === 0)
            .concat('hasNextPage')
            .map(plain),
        ),
      () => field('edges', [plain('cursor'), field('node', this.#fields(model, depth, new Set()))]),
      () => this.#fragment(`${model.name}Connection`, [field('totalCount', [])]),
      () => field('aggregate', this.#aggregate(model)),
    ];
    const chosen = offered.filter(() => random.below(3) === 0);
    return (chosen.length > 0 ? chosen : offered.slice(0, 1)).map((build) => build());
  }

  #aggregate(model: OracleModel): readonly Selection[] {
    const random = this.#random;
    const measured = measuredFields(model);
    const part = (name: string): Selection => ({
      ...plain(name),
      alias: this.#alias(),
      directives: this.#directives(),
      selections: measured
        .filter(() => random.below(2) === 0)
        .concat('__typename')
        .map(plain),
    });
    const offered = [() => plain('count'), () => part('min'), () => part('max'), () => plain('__typename')];
    const chosen = offered.filter(() => random.below(2) === 0);
    return (chosen.length > 0 ? chosen : offered.slice(0, 1)).map((build) => build());
  }

  /** Fields of a node of whatever model. */
  #nodeFields(depth: number): readonly Selection[] {
    const fragments = models
      .filter(() => this.#random.below(2) === 0)
      .map((model) => this.#fragment(model.name, this.#fields(model, depth, new Set(), true)));
    return [nodeIdField, ...fragments];
  }

  #fragment(on: string, selections: readonly Selection[]): Selection {
    const named = this.#random.below(2) === 0;
    return { kind: 'fragment', on, named, directives: this.#directives(), selections };
  }

  /** The arguments of a list; a cursor where one of the same model and ordering has been met. */
  #page(model: OracleModel): Arguments {
    const random = this.#random;
    const given: Record<string, Input> = {};
    if (random.below(40) > 0) {
      given[random.below(3) === 0 ? 'last' : 'first'] = this.#maybeVariable('Int', random.below(4));
    }
    if (random.below(2) === 0) {
      given['where'] = this.#maybeVariable(`${model.name}Where`, generateWhere(random, model, 2));
    }
    const after = random.below(2) === 0 ? this.#cursor(model) : undefined;
    // A cursor belongs to one ordering, so that is the one to ask for.
    const before = random.below(3) === 0 ? this.#cursor(model, after) : undefined;
    const cursor = after ?? before;
    const steps = cursor === undefined ? this.#order(model) : this.#texts.read(cursor).order;
    if (steps.length > 0) {
      const orderBy = steps.map(([path, direction]) => nest<Input>(path.split('.'), new EnumName(direction)));
      given['orderBy'] = this.#maybeVariable(`[${model.name}OrderBy!]`, orderBy);
    }
    if (after !== undefined) given['after'] = this.#maybeVariable('String', after);
    if (before !== undefined) given['before'] = this.#maybeVariable('String', before);
    if (random.below(20) === 0) given[random.pick(['after', 'before', 'first', 'last'])] ??= null;
    return given;
  }

  /** A cursor that has been met, of the same ordering as another where there is one. */
  #cursor(model: OracleModel, other?: string): string | undefined {
    const order = other === undefined ? undefined : JSON.stringify(this.#texts.read(other).order);
    const cursors = this.#texts.known(
      ({ kind, model: of, order: its }) =>
        kind === 'cursor' && of === model.name && (order === undefined || JSON.stringify(its) === order),
    );
    return cursors[this.#random.below(cursors.length)];
  }

  /** Few steps: an ordering that ties, or has NULLs, is worth more than one that no cursor meets again. */
  #order(model: OracleModel): readonly OrderStep[] {
    const random = this.#random;
    const relations = Object.entries(model.relations).flatMap(([name, { many, target }]) =>
      many
        ? [`${name}.count`]
        : [...Object.keys(directory[target].fields), ...countsOf(directory[target])].map(
            (its) => `${name}.${its}`,
          ),
    );
    const names = [...Object.keys(model.fields), ...model.nullable, ...model.nullable, ...relations];
    return Array.from({ length: random.below(3) }, (): OrderStep => [
      names[random.below(names.length)] ?? 'id',
      random.below(2) === 0 ? 'asc' : 'desc',
    ]);
  }

  #key(model: OracleModel): Arguments {
    return Object.fromEntries(
      model.key.map((field) => [
        field,
        this.#maybeVariable('ID!', generateOperand(this.#random, model, field)),
      ]),
    );
  }

  #directives(): Arguments {
    if (this.#random.below(12) > 0) return {};
    const condition = this.#maybeVariable('Boolean!', this.#random.below(2) === 0);
    return this.#random.below(2) === 0 ? { skip: condition } : { include: condition };
  }

  #maybeVariable(type: string, value: Input): Input {
    return this.#random.below(4) === 0 && !containsVariable(value) ? new Variable(type, value) : value;
  }

  #alias(): string {
    this.#aliases += 1;
    return `a${this.#aliases}`;
  }
}

function countsOf(model: OracleModel): readonly string[] {
  return Object.entries(model.relations).flatMap(([name, { many }]) => (many ? [`${name}.count`] : []));
}

const pageInfoFields = ['startCursor', 'endCursor', 'hasPreviousPage'];

function plain(name: string): FieldSelection {
  return { ...nodeIdField, name };
}

const nodeIdField: FieldSelection = {
  kind: 'field',
  name: 'nodeId',
  alias: undefined,
  arguments: {},
  directives: {},
  selections: [],
};

function containsVariable(input: Input): boolean {
  if (input instanceof Variable) return true;
  if (Array.isArray(input)) return input.some(containsVariable);
  return (
    typeof input === 'object' &&
    input !== null &&
    Object.values(input).some((value) => containsVariable(value as Input))
  );
}
