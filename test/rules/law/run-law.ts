import { buildSchema as buildNaiveSchema, parse, printSchema } from 'graphql';
import { Random } from '../../../prisma/seed/random.ts';
import { readModel } from '../../../src/prisma-schema/read-model.ts';
import { statementsAtMost } from '../../../src/schema/statements-at-most.ts';
import { compareAnswers, type Difference } from '../../fuzz/compare-answers.ts';
import { DocumentGenerator } from '../../fuzz/documents/generate-document.ts';
import { openFuzzDatabase } from '../../fuzz/open-fuzz-database.ts';
import { Facts } from '../../fuzz/oracle/facts.ts';
import { NaiveGateway } from '../../fuzz/oracle/naive-gateway.ts';
import { generateModelDocument } from '../../fuzz/schema/generate-model-document.ts';
import { generateSchema } from '../../fuzz/schema/generate-schema.ts';
import { writePrismaSchema } from '../../fuzz/schema/write-prisma-schema.ts';
import { writeTables } from '../../fuzz/schema/write-tables.ts';
import { type Selection, writeDocument } from '../../support/document.ts';
import type { ViewerData } from '../../../src/rules/viewer.ts';
import type { GraphQLAnswer } from '../../support/gateway.ts';
import { OpaqueTexts } from '../../support/opaque-texts.ts';
import { openViewerGateway } from '../../support/viewer-gateway.ts';
import { shrinkDocument } from '../../support/shrink-document.ts';
import { declareRules } from './declare-rules.ts';
import { generateRules, generateViewer } from './generate-rules.ts';
import { interfere } from './interfere.ts';
import { RuleOracle } from './rule-oracle.ts';
import type { SpecViewer } from './rule-spec.ts';
import { ViewerFacts } from './viewer-facts.ts';

/** What a run is of; equal options on equal servers give equal runs. */
export interface LawOptions {
  readonly serverUrl: string;
  /** Of the first schema; each further one has the next, and so can be repeated alone. */
  readonly seed: number;
  readonly schemas: number;
  /** Of each schema, for all of its viewers together. */
  readonly documents: number;
  readonly report?: (line: string) => void;
  /** Whether the first difference ends the run. */
  readonly stopsAtFirst?: boolean;
}

/** What a run has found, and on how many documents. */
export interface LawResult {
  readonly failures: readonly string[];
  readonly documents: number;
  /** The documents that an error refused for what the viewer may not use. */
  readonly forbidden: number;
  /** Statements that loads of several viewers have shared. */
  readonly shared: number;
  /** Documents that were asked again after what their viewer may not see had changed. */
  readonly pairs: number;
}

/** One viewer with everything that is known of his answers. */
interface LawViewer {
  readonly viewer: SpecViewer;
  readonly texts: OpaqueTexts;
  readonly oracle: RuleOracle;
  readonly naive: NaiveGateway;
  readonly generator: DocumentGenerator;
  readonly ask: (selections: readonly Selection[]) => Promise<GraphQLAnswer>;
}

/** Asks random documents of random viewers under random rules, and holds each answer against the naive one. */
export async function runLaw(options: LawOptions): Promise<LawResult> {
  const failures: string[] = [];
  let [documents, forbidden, shared, pairs] = [0, 0, 0, 0];
  for (let seed = options.seed; seed < options.seed + options.schemas; seed += 1) {
    const result = await holdSchema(seed, options).catch((error: unknown) => ({
      failure: `RULES_SEED=${seed} ${error instanceof Error ? error.stack : String(error)}`,
      documents: 0,
      forbidden: 0,
      shared: 0,
      pairs: 0,
    }));
    if (result.failure !== undefined)
      failures.push(`${result.failure} (after ${documents + result.documents} documents)`);
    documents += result.documents;
    forbidden += result.forbidden;
    shared += result.shared;
    pairs += result.pairs;
    if (options.stopsAtFirst && result.failure !== undefined) break;
    options.report?.(result.failure ?? `schema ${seed}: ${result.documents} documents`);
  }
  return { failures, documents, forbidden, shared, pairs };
}

interface SchemaResult {
  readonly failure: string | undefined;
  readonly documents: number;
  readonly forbidden: number;
  readonly shared: number;
  readonly pairs: number;
}

async function holdSchema(seed: number, options: LawOptions): Promise<SchemaResult> {
  const random = new Random(seed);
  const schema = generateSchema(random);
  const tables = writeTables(random, schema);
  const spec = generateRules(random, schema);
  await using opened = new AsyncDisposableStack();
  const filled = opened.use(await openFuzzDatabase(options.serverUrl, schema, tables, random));
  const gateway = opened.use(
    await openViewerGateway({
      databaseUrl: filled.url,
      models: readModel(await generateModelDocument(writePrismaSchema(schema))),
      protection: declareRules(spec),
    }),
  );
  const naiveSchema = buildNaiveSchema(printSchema(gateway.schema));
  const whole = new Facts(filled.connection);
  const count = 2 + random.below(31);
  const viewers = Array.from({ length: count }, (): LawViewer => {
    const viewer = generateViewer(random, spec);
    const texts = new OpaqueTexts();
    const oracle = new RuleOracle(whole, spec, viewer);
    const facts = new ViewerFacts(filled.connection, whole, oracle);
    return {
      viewer,
      texts,
      oracle,
      naive: new NaiveGateway(facts, schema, naiveSchema, texts),
      generator: new DocumentGenerator(random, schema, texts),
      ask: async (selections) => {
        const document = writeDocument(selections);
        const answer = await gateway.ask(viewer && readViewer(viewer), document);
        const variables = JSON.parse(JSON.stringify(document.variables)) as Record<string, unknown>;
        const most = statementsAtMost(gateway.schema, parse(document.text), { variables });
        if (answer.sent <= most) return answer;
        throw new Error(`Expected at most ${most} statements, got ${answer.sent}, for\n${document.text}`);
      },
    };
  });

  // Cursors are each viewer's own, and the ids of nodes are everybody's.
  const common = new OpaqueTexts();
  const commonGenerator = new DocumentGenerator(random, schema, common);
  let [asked, forbidden] = [0, 0];
  while (asked < options.documents) {
    // All viewers ask at once, so that they share statements; some ask the same.
    const same = commonGenerator.generate();
    const round = viewers.map((of) => ({
      of,
      selections: random.below(2) === 0 ? same : of.generator.generate(),
    }));
    const answers = await Promise.all(round.map(({ of, selections }) => of.ask(selections)));
    for (const [index, { of, selections }] of round.entries()) {
      asked += 1;
      const answer = answers[index];
      if (answer?.errors?.some(({ extensions }) => extensions.code === 'FORBIDDEN')) forbidden += 1;
      const difference = await compare(of, selections, answer);
      if (difference === undefined) continue;
      const smallest = await shrinkDocument(selections, async (candidate) => {
        const found = await compare(of, candidate).catch(() => undefined);
        return found?.kind === difference.kind;
      });
      const { text, variables } = writeDocument(smallest);
      const again = (await compare(of, smallest).catch(String)) ?? 'it does not differ again';
      const failure = [
        `RULES_SEED=${seed}, document ${asked}: ${difference.text}`,
        `Shrunk: ${typeof again === 'string' ? again : again.text}`,
        text,
        `variables: ${JSON.stringify(variables)}`,
        `wanted: ${JSON.stringify(await of.naive.answer({ text, variables }).catch(String))}`,
        `got: ${JSON.stringify(await of.ask(smallest))}`,
        `viewer: ${JSON.stringify(of.viewer)}`,
        `rules: ${writeSpec(spec)}`,
      ].join('\n');
      return { failure, documents: asked, forbidden, shared: gateway.counts.shared, pairs: 0 };
    }
    shareNodes([common, ...viewers.map(({ texts }) => texts)]);
  }
  const { shared } = gateway.counts;
  let pairs = 0;
  for (const of of viewers.slice(0, pairedViewers)) {
    const paired = Array.from({ length: pairedDocuments }, () =>
      random.below(2) === 0 ? commonGenerator.generate() : of.generator.generate(),
    );
    const before = await Promise.all(paired.map((selections) => of.ask(selections)));
    const { connection } = filled;
    if ((await interfere({ connection, random, schema, spec, facts: whole, oracle: of.oracle })) === 0)
      continue;
    const after = await Promise.all(paired.map((selections) => of.ask(selections)));
    pairs += paired.length;
    const differs = paired.findIndex((_, index) => writeAnswer(before[index]) !== writeAnswer(after[index]));
    const [document] = paired.slice(differs).map(writeDocument);
    if (differs < 0 || document === undefined) continue;
    const failure = [
      `RULES_SEED=${seed}: an answer has changed with what the viewer may not see`,
      document.text,
      `variables: ${JSON.stringify(document.variables)}`,
      `before: ${writeAnswer(before[differs])}`,
      `after: ${writeAnswer(after[differs])}`,
      `viewer: ${JSON.stringify(of.viewer)}`,
      `rules: ${writeSpec(spec)}`,
    ].join('\n');
    return { failure, documents: asked, forbidden, shared, pairs };
  }
  return { failure: undefined, documents: asked, forbidden, shared, pairs };
}

/** Viewers of each schema whose answers are compared with those over changed data, and documents of each. */
const pairedViewers = 6;
const pairedDocuments = 20;

/** Reads a viewer as a token would name him: with whatever values. */
function readViewer({ values, unfit, roles }: NonNullable<SpecViewer>): ViewerData {
  return { values: { ...values, ...unfit } as ViewerData['values'], roles }; // a token may hold anything
}

/** Writes all that a client gets. */
function writeAnswer(answer: GraphQLAnswer | undefined): string {
  return JSON.stringify([answer?.data, answer?.errors]);
}

/** Holds an answer against the naive one over the viewer's database. */
async function compare(
  { naive, ask, texts }: LawViewer,
  selections: readonly Selection[],
  given?: GraphQLAnswer,
): Promise<Difference | undefined> {
  const wanted = await naive.answer(writeDocument(selections));
  return compareAnswers(wanted, given ?? (await ask(selections)), texts);
}

/** Lets every viewer ask for the rows that any of them has seen. */
function shareNodes(all: readonly OpaqueTexts[]): void {
  for (const texts of all)
    for (const text of texts.known(({ kind }) => kind === 'node'))
      for (const other of all) other.matches(OpaqueTexts.token(texts.read(text)), text);
}

function writeSpec({ values, models }: ReturnType<typeof generateRules>): string {
  return JSON.stringify(
    {
      values: values.map(({ name, model, field, isList }) => [name, model.name, field.name, isList]),
      models: [...models].map(([{ name }, { fields, ...rest }]) => ({ name, ...rest, fields: [...fields] })),
    },
    undefined,
    1,
  );
}
