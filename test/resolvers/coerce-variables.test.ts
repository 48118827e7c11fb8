import {
  buildSchema,
  getVariableValues,
  type GraphQLError,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { Random } from '../../prisma/seed/random.ts';
import { coerceVariables } from '../../src/resolvers/coerce-variables.ts';
import { atOnce } from '../../src/std/in-steps.ts';

const rounds = Number(process.env['VARIABLES_ROUNDS'] ?? 150);
const seed = Number(process.env['VARIABLES_SEED'] ?? 20_261_201);

const schema = buildSchema(`
  scalar JSON
  enum Color { RED GREEN }
  input Leaf { name: String!, count: Int = 3, color: Color, ids: [ID!], meta: JSON }
  input Choice @oneOf { leaf: Leaf, list: [Leaf!], number: Int }
  input Tree { leaf: Leaf, leaves: [Leaf!]!, tree: Tree, choices: [Choice!], matrix: [[Int!]!] }
  type Query { ask(tree: Tree, trees: [Tree!], leaves: [Leaf], ids: [ID!]!, number: Int): Int }
`);

const { variableDefinitions = [] } = parse(
  `query ($number: Int! = 1, $tree: Tree, $trees: [Tree!], $leaves: [Leaf], $ids: [ID!]!, $matrix: [[Int!]!]) { ask(ids: $ids) }`,
).definitions[0] as OperationDefinitionNode;

/** Draws variables of all sizes, a few of their values wrong. */
class VariableGenerator {
  readonly #random: Random;
  readonly #faults: number;

  constructor(random: Random) {
    this.#random = random;
    this.#faults = random.pick([0, 0, 0.0005, 0.01]);
  }

  variables(): Readonly<Record<string, unknown>> {
    const all = {
      number: this.#scalar(1),
      tree: this.#tree(0),
      trees: this.#list(4, () => this.#tree(2)),
      leaves: this.#list(400, () => (this.#random.below(20) === 0 ? null : this.#leaf())),
      ids: this.#list(2_000, (index) => this.#scalar(index)),
      matrix: this.#list(60, () => this.#list(60, () => this.#scalar(7))),
    };
    return Object.fromEntries(Object.entries(all).filter(() => this.#random.below(8) > 0));
  }

  #list(most: number, item: (index: number) => unknown): unknown {
    const length = this.#random.skewedBelow(most);
    const list = Array.from({ length }, (_, index) => item(index));
    return length === 1 && this.#random.below(2) === 0 ? list[0] : this.#spoil(list);
  }

  #tree(depth: number): unknown {
    return this.#object({
      leaf: () => this.#leaf(),
      leaves: () => this.#list(depth === 0 ? 300 : 10, () => this.#leaf()),
      tree: () => (depth < 3 ? this.#tree(depth + 1) : null),
      choices: () => this.#list(8, () => this.#choice()),
      matrix: () => this.#list(20, () => this.#list(20, () => this.#scalar(1))),
    });
  }

  #choice(): unknown {
    const choice = this.#random.pick(['leaf', 'list', 'number']);
    if (choice === 'leaf') return { leaf: this.#leaf() };
    return choice === 'list' ? { list: this.#list(150, () => this.#leaf()) } : this.#spoil({ number: 1 });
  }

  #leaf(): unknown {
    return this.#object({
      name: () => this.#scalar('name'),
      count: () => this.#scalar(5),
      color: () => this.#scalar('RED'),
      ids: () => this.#list(4, () => this.#scalar('7')),
      meta: () => ({ any: [1, { thing: null }] }),
    });
  }

  #object(fields: Readonly<Record<string, () => unknown>>): unknown {
    const given = Object.entries(fields).filter(
      ([name]) => ['name', 'leaves'].includes(name) || this.#random.below(3) > 0,
    );
    return this.#spoil(Object.fromEntries(given.map(([name, read]) => [name, read()])));
  }

  #scalar(right: unknown): unknown {
    return this.#spoil(right);
  }

  /** Replaces a value by one that may be wrong, or adds to an object or takes from it. */
  #spoil(right: unknown): unknown {
    if (this.#random.fraction() >= this.#faults) return right;
    if (typeof right === 'object' && right !== null && !Array.isArray(right)) {
      const [first = ''] = Object.keys(right);
      const rest = Object.fromEntries(Object.entries(right).slice(1));
      return this.#random.pick<unknown>([rest, { ...right, naem: 1, leef: 2 }, { ...right, [first]: null }]);
    }
    return this.#random.pick<unknown>([null, 'BLUE', 1.5, true, {}, [], [[]], -1, { list: [] }]);
  }
}

/** All that a client or the log may see of an error. */
function readErrors(errors: readonly GraphQLError[] | undefined): unknown {
  return errors?.map(({ message, nodes, originalError }) => ({
    message,
    nodes,
    cause: originalError?.message,
  }));
}

describe('Coercion in steps', () => {
  test('gives the values and the errors of graphql-js', () => {
    const random = new Random(seed);
    const seen = { large: 0, refused: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const given = new VariableGenerator(random).variables();
      const options = { maxErrors: random.pick([0, 1, 20, 100_000]), hideSuggestions: random.below(2) === 0 };
      const expected = getVariableValues(schema, variableDefinitions, given, options);
      const steps = coerceVariables(schema, variableDefinitions, given, options);
      const got = atOnce(steps);
      expect(got.coerced, `round ${round}`).toStrictEqual(expected.coerced);
      expect(readErrors(got.errors), `round ${round}`).toEqual(readErrors(expected.errors));
      if (JSON.stringify(given).length > 5_000) seen.large += 1;
      if (expected.errors) seen.refused += 1;
    }
    expect(Math.min(seen.large, seen.refused, rounds - seen.refused)).toBeGreaterThan(rounds / 10);
  });

  test('may be interrupted between any two parts of a large value', () => {
    const ids = Array.from({ length: 100_000 }, (_, index) => index);
    const nested = { tree: { leaves: ids.map(() => ({ name: 'x' })) } };
    for (const given of [{ ids }, { ids: [], ...nested }, { ids: [], trees: [nested.tree] }]) {
      const steps = coerceVariables(schema, variableDefinitions, given, {
        maxErrors: 20,
        hideSuggestions: true,
      });
      let pauses = 0;
      while (steps.next().done !== true) pauses += 1;
      expect(pauses).toBeGreaterThanOrEqual(ids.length / 300);
    }
  });

  test('cuts an object of very many fields in a message', () => {
    const tree = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, 1]));
    const { errors = [] } = atOnce(
      coerceVariables(
        schema,
        variableDefinitions,
        { ids: [], tree },
        { maxErrors: 5, hideSuggestions: true },
      ),
    );
    expect(errors).toHaveLength(6);
    for (const { message } of errors) expect(message.length).toBeLessThan(2_000);
    expect(errors[0]?.message).toContain('k99: 1, ... 4900 more fields }; Field "leaves" of required type');
  });
});
