import type { Random } from '../../../prisma/seed/random.ts';
import type { Arguments, FieldSelection, Selection } from '../../support/document.ts';
import type { OpaqueTexts } from '../../support/opaque-texts.ts';
import {
  type FuzzField,
  type FuzzModel,
  type FuzzSchema,
  isInteger,
  typeName,
} from '../schema/description.ts';
import { generateAggregate } from './generate-aggregate.ts';
import { generateOperand } from './generate-operand.ts';
import { generatePage, maybeVariable } from './generate-page.ts';

/** Names that a set of fields has taken: two fields of one name are one field of the answer. */
type Scope = Set<string>;

/** Documents stay small: the naive side pays for each field of each row. */
const fieldsMax = 25;
const depthMax = 4;

/** Writes random documents over everything that the schema offers to readers. */
export class DocumentGenerator {
  readonly #random: Random;
  readonly #models: readonly FuzzModel[];
  readonly #texts: OpaqueTexts;
  #fieldsLeft = 0;
  #aliases = 0;

  /** Cursors and node ids are taken from those that `texts` has met. */
  constructor(random: Random, { models }: FuzzSchema, texts: OpaqueTexts) {
    this.#random = random;
    this.#models = models;
    this.#texts = texts;
  }

  /** The root selections of a new document. */
  generate(): readonly Selection[] {
    this.#fieldsLeft = fieldsMax;
    this.#aliases = 0;
    return Array.from({ length: 1 + this.#random.below(4) }, () => this.#generateRoot());
  }

  #generateRoot(): Selection {
    const random = this.#random;
    const model = this.#models[random.below(this.#models.length)];
    if (model === undefined) throw new Error('Expected a model.');
    const { primaryKey, uniqueKeys, singular, plural } = model;
    const kind = random.below(8);
    if (kind === 0 && primaryKey) return this.#root(singular, this.#key(primaryKey), this.#row(model));
    if (kind === 1 && uniqueKeys.length > 0) {
      const key = uniqueKeys[random.below(uniqueKeys.length)] ?? [];
      const name = key.map((field) => field.name.charAt(0).toUpperCase() + field.name.slice(1)).join('And');
      return this.#root(`${singular}By${name}`, this.#key(key), this.#row(model));
    }
    if (kind === 2 && primaryKey) {
      const [only] = primaryKey;
      const ids = Array.from({ length: random.below(5) }, () =>
        primaryKey.length === 1 && only ? generateOperand(random, only) : this.#key(primaryKey),
      );
      return this.#root(`${plural}ById`, { ids }, this.#row(model));
    }
    if (kind === 3) {
      const nodeIds = this.#texts.known((opaque) => opaque.kind === 'node');
      if (nodeIds.length > 0) return this.#nodes(nodeIds);
    }
    return this.#root(plural, generatePage(random, model, this.#texts), this.#connection(model, 1));
  }

  #nodes(nodeIds: readonly string[]): Selection {
    const random = this.#random;
    const asked = Array.from(
      { length: 1 + random.below(4) },
      () => nodeIds[random.below(nodeIds.length)] ?? '',
    );
    if (random.below(40) === 0) asked.push('none');
    const fragments = this.#models
      .filter(() => random.below(2) === 0)
      .map((model) => this.#fragment(model.type, this.#fields(model, 1, new Set(), true)));
    const selections = [plain('nodeId'), ...fragments];
    return random.below(3) === 0
      ? this.#root('node', { nodeId: maybeVariable(random, 'ID!', asked.at(-1) ?? '') }, selections)
      : this.#root('nodes', { nodeIds: maybeVariable(random, '[ID!]!', asked) }, selections);
  }

  #root(name: string, given: Arguments, selections: readonly Selection[]): Selection {
    return {
      kind: 'field',
      name,
      alias: this.#alias(),
      arguments: given,
      selections,
      directives: this.#directives(),
    };
  }

  #row(model: FuzzModel): readonly Selection[] {
    return this.#fields(model, 1, new Set());
  }

  /** Fields of a row of the model; those of a fragment share the names of what the fragment stands in. */
  #fields(model: FuzzModel, depth: number, scope: Scope, alwaysAliased = false): readonly Selection[] {
    const random = this.#random;
    const selections: Selection[] = [];
    for (let left = 1 + random.below(4); left > 0; left -= 1) {
      const kind = this.#fieldsLeft > 0 && depth < depthMax ? random.below(10) : random.below(4);
      if (kind < 4) selections.push(this.#plainField(model, scope, alwaysAliased));
      else if (kind < 9) selections.push(...this.#relation(model, depth, scope, alwaysAliased));
      else {
        const on = random.below(4) === 0 ? 'Node' : model.type;
        const inner = this.#fields(model, depth + 1, scope, alwaysAliased);
        const parts = on === 'Node' ? [this.#fragment(model.type, inner), plain('nodeId')] : inner;
        selections.push(this.#fragment(on, parts));
      }
    }
    return selections.length > 0 ? selections : [plain('__typename')];
  }

  #plainField(model: FuzzModel, scope: Scope, alwaysAliased: boolean): Selection {
    this.#fieldsLeft -= 1;
    const names = [...model.fields.map(({ name }) => name), 'nodeId', '__typename'];
    const name = names[this.#random.below(names.length)] ?? 'nodeId';
    // A field without arguments may stand in a set twice.
    const alias = alwaysAliased || this.#random.below(4) === 0 ? this.#alias() : undefined;
    if (alias === undefined) scope.add(name);
    return { ...plain(name), alias, directives: this.#directives() };
  }

  #relation(model: FuzzModel, depth: number, scope: Scope, alwaysAliased: boolean): readonly Selection[] {
    this.#fieldsLeft -= 1;
    const random = this.#random;
    const relation = model.relations[random.below(model.relations.length)];
    if (relation === undefined) return [];
    const { name, target, many } = relation;
    const alias = alwaysAliased || scope.has(name) || random.below(2) === 0 ? this.#alias() : undefined;
    if (alias === undefined) scope.add(name);
    const given = many ? generatePage(random, target, this.#texts) : {};
    const inner: Scope = new Set();
    const build = (): Selection => ({
      kind: 'field',
      name,
      alias,
      arguments: given,
      directives: this.#directives(),
      selections: many ? this.#connection(target, depth + 1) : this.#fields(target, depth + 1, inner),
    });
    // Now and then in two parts that the executor merges into one field.
    return !many && random.below(6) === 0 ? [build(), build()] : [build()];
  }

  #connection(model: FuzzModel, depth: number): readonly Selection[] {
    const random = this.#random;
    const field = (name: string, selections: readonly Selection[]): Selection => ({
      ...plain(name),
      alias: random.below(4) === 0 ? this.#alias() : undefined,
      directives: this.#directives(),
      selections,
    });
    const pageInfo = ['startCursor', 'endCursor', 'hasPreviousPage'].filter(() => random.below(2) === 0);
    const offered = [
      () => field('nodes', this.#fields(model, depth, new Set())),
      () => field('totalCount', []),
      () => field('pageInfo', [...pageInfo, 'hasNextPage'].map(plain)),
      () => field('edges', [plain('cursor'), field('node', this.#fields(model, depth, new Set()))]),
      () => field('aggregate', generateAggregate(random, model)),
      () => this.#fragment(`${model.type}Connection`, [field('totalCount', [])]),
    ];
    const chosen = offered.filter(() => random.below(3) === 0);
    return (chosen.length > 0 ? chosen : offered.slice(0, 1)).map((build) => build());
  }

  #fragment(on: string, selections: readonly Selection[]): Selection {
    return {
      kind: 'fragment',
      on,
      named: this.#random.below(2) === 0,
      selections,
      directives: this.#directives(),
    };
  }

  #key(key: readonly FuzzField[]): Arguments {
    const random = this.#random;
    return Object.fromEntries(
      key.map((field) => {
        const isRefused = field.isId && isInteger(field.of) && random.below(60) === 0;
        const operand = isRefused
          ? random.pick(['01', 'x', '99999999999999999999'])
          : generateOperand(random, field);
        return [field.name, maybeVariable(random, `${typeName(field)}!`, operand)];
      }),
    );
  }

  #directives(): Arguments {
    if (this.#random.below(12) > 0) return {};
    const condition = maybeVariable(this.#random, 'Boolean!', this.#random.below(2) === 0);
    return this.#random.below(2) === 0 ? { skip: condition } : { include: condition };
  }

  #alias(): string {
    this.#aliases += 1;
    return `a${this.#aliases}`;
  }
}

function plain(name: string): FieldSelection {
  return { kind: 'field', name, alias: undefined, arguments: {}, directives: {}, selections: [] };
}
