import { type GraphQLSchema, parse, print, validate } from 'graphql';
import { statementsAtMost } from '../../src/schema/statements-at-most.ts';
import type { CountedDatabase } from '../support/count-statements.ts';
import { type Selection, writeDocument } from '../support/document.ts';
import { type GraphQLAnswer, type TestGateway, traced } from '../support/gateway.ts';
import type { OpaqueTexts } from '../support/opaque-texts.ts';
import { shrinkDocument } from '../support/shrink-document.ts';
import { compareAnswers, type Difference } from './compare-answers.ts';
import type { NaiveGateway } from './oracle/naive-gateway.ts';

/** Asks documents over one schema, and holds what comes back against the contract. */
export class SchemaRun {
  readonly #gateway: TestGateway;
  readonly #counted: CountedDatabase;
  readonly #naive: NaiveGateway;
  readonly #schema: GraphQLSchema;
  readonly #texts: OpaqueTexts;

  /** The gateway's database is `counted`. */
  constructor(
    gateway: TestGateway,
    counted: CountedDatabase,
    naive: NaiveGateway,
    schema: GraphQLSchema,
    texts: OpaqueTexts,
  ) {
    this.#gateway = gateway;
    this.#counted = counted;
    this.#naive = naive;
    this.#schema = schema;
    this.#texts = texts;
  }

  ask(selections: readonly Selection[]): Promise<GraphQLAnswer> {
    const { text, variables } = writeDocument(selections);
    return this.#gateway.query(text, variables);
  }

  /** Where the two answers differ, if they do. */
  async compare(selections: readonly Selection[], answered?: GraphQLAnswer): Promise<Difference | undefined> {
    const expected = await this.#naive.answer(writeDocument(selections));
    return compareAnswers(expected, answered ?? (await this.ask(selections)), this.#texts);
  }

  /** Whether the document, asked alone, takes more statements than it may: those that the server has counted. */
  async count(selections: readonly Selection[]): Promise<Difference | undefined> {
    const { text, variables } = writeDocument(selections);
    const statements = await this.#counted.countStatements(() => this.#gateway.query(text, variables));
    // As JSON carries them: enums are texts there.
    const sent = JSON.parse(JSON.stringify(variables)) as typeof variables;
    const most = statementsAtMost(this.#schema, parse(text), { variables: sent });
    if (statements <= most) return undefined;
    return { kind: 'statements', text: `expected at most ${most} statements, got ${statements}` };
  }

  /** Tells the smallest document that still differs so, so that it can be pasted into a test. */
  async explain(selections: readonly Selection[], difference: Difference): Promise<string> {
    const find = async (candidate: readonly Selection[]): Promise<Difference | undefined> =>
      difference.kind === 'statements' ? this.count(candidate) : this.compare(candidate);
    const isValid = (candidate: readonly Selection[]): boolean => {
      try {
        return validate(this.#schema, parse(writeDocument(candidate).text)).length === 0;
      } catch {
        // A name of JSON that a variable has carried stands in the document now.
        return false;
      }
    };
    const wasValid = isValid(selections);
    const smallest = await shrinkDocument(selections, async (candidate) => {
      // What lost a part that it cannot do without is refused, and rightly so.
      if (wasValid && !isValid(candidate)) return false;
      const changed = await find(candidate).catch(() => undefined);
      return changed?.kind === difference.kind;
    });
    const { text, variables } = writeDocument(smallest);
    const { statements } = await this.#gateway.query(text, variables, traced);
    return [
      `Shrunk: ${(await find(smallest))?.text ?? 'it does not differ again'}`,
      print(parse(text)),
      `variables: ${JSON.stringify(variables)}`,
      ...statements.map(({ sql }) => `SQL: ${sql}`),
    ].join('\n');
  }
}
