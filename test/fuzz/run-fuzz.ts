import {
  buildSchema as buildNaiveSchema,
  type GraphQLSchema,
  parse,
  print,
  printSchema,
  validate,
} from 'graphql';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../prisma/seed/random.ts';
import { readModel } from '../../src/model/read-model.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { statementsAtMost } from '../../src/schema/statements-at-most.ts';
import { type Selection, writeDocument } from '../support/document.ts';
import { type GraphQLAnswer, openTestGateway, type TestGateway, traced } from '../support/gateway.ts';
import { OpaqueTexts } from '../support/opaque-texts.ts';
import { shrinkDocument } from '../support/shrink-document.ts';
import { compareAnswers, type Difference } from './compare-answers.ts';
import { DocumentGenerator } from './documents/generate-document.ts';
import { dumpRows, type FuzzDatabase, openFuzzDatabase } from './open-fuzz-database.ts';
import { Facts } from './oracle/facts.ts';
import { NaiveGateway } from './oracle/naive-gateway.ts';
import { pageLimits } from './oracle/naive-list.ts';
import { generateModelDocument } from './schema/generate-model-document.ts';
import { generateSchema } from './schema/generate-schema.ts';
import { writePrismaSchema } from './schema/write-prisma-schema.ts';
import { writeTables } from './schema/write-tables.ts';

/** What a run is of; equal options on equal servers give equal runs. */
export interface FuzzOptions {
  readonly serverUrl: string;
  /** Of the first schema; each further one has the next, and so can be repeated alone. */
  readonly seed: number;
  readonly schemas: number;
  /** Of each schema. */
  readonly documents: number;
  /** Told of each schema when it is through. */
  readonly report: (line: string) => void;
}

/** Documents that are asked side by side, so that they share statements. */
const documentsAtOnce = 10;

/** Asks the gateway random documents over random schemas and data, and gives a text for each schema that differs. */
export async function runFuzz(options: FuzzOptions): Promise<readonly string[]> {
  const failures: string[] = [];
  for (let seed = options.seed; seed < options.seed + options.schemas; seed += 1) {
    const startedMs = performance.now();
    const failure = await fuzzSchema(seed, options).catch(
      (error: unknown) => `FUZZ_SEED=${seed} ${error instanceof Error ? error.stack : String(error)}`,
    );
    if (failure !== undefined) failures.push(failure);
    const took = `${((performance.now() - startedMs) / 1_000).toFixed(1)} s`;
    options.report(failure ?? `schema ${seed}: ${options.documents} documents, ${took}`);
  }
  return failures;
}

async function fuzzSchema(seed: number, options: FuzzOptions): Promise<string | undefined> {
  const random = new Random(seed);
  const schema = generateSchema(random);
  const prismaSchema = writePrismaSchema(schema);
  const tables = writeTables(random, schema);
  const models = readModel(await generateModelDocument(prismaSchema));
  await using database = await openFuzzDatabase(options.serverUrl, schema, tables, random);
  await using gateway = await openTestGateway({
    databaseUrl: database.url,
    models,
    // Small pools let statements wait, and so merge; a random document may be large or wrong in many places.
    settings: {
      POOL_SIZE: '2',
      DOCUMENT_MAX_ALIASES: '10000',
      DOCUMENT_MAX_DIRECTIVES: '10000',
      ERRORS_MAX: '1000',
    },
  });
  const texts = new OpaqueTexts();
  const limits = { pageSizeDefault: pageLimits.byDefault, pageSizeMax: pageLimits.most };
  const graphql = buildSchema(models, limits);
  const naive = new NaiveGateway(
    new Facts(database.connection),
    schema,
    buildNaiveSchema(printSchema(graphql)),
    texts,
  );
  const generator = new DocumentGenerator(random, schema, texts);
  const run = new SchemaRun(gateway, naive, graphql, texts);
  for (let asked = 0; asked < options.documents; asked += documentsAtOnce) {
    const documents = Array.from({ length: documentsAtOnce }, () => generator.generate());
    const answers = await Promise.all(documents.map((document) => run.ask(document)));
    for (const [index, document] of documents.entries()) {
      const difference = (await run.compare(document, answers[index])) ?? (await run.count(document));
      if (difference === undefined) continue;
      const dump = await writeDump(seed, database, [prismaSchema, tables.join(';\n'), await dumpRows(database.connection, schema)]); // prettier-ignore
      const explained = await run.explain(document, difference);
      return `FUZZ_SEED=${seed} FUZZ_SCHEMAS=1, document ${asked + index}: ${difference.text}\n${explained}\nSchema and data: ${dump}`;
    }
  }
  return undefined;
}

/** The documents of one schema. */
class SchemaRun {
  readonly #gateway: TestGateway;
  readonly #naive: NaiveGateway;
  readonly #schema: GraphQLSchema;
  readonly #texts: OpaqueTexts;

  constructor(gateway: TestGateway, naive: NaiveGateway, schema: GraphQLSchema, texts: OpaqueTexts) {
    this.#gateway = gateway;
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

  /** Whether the document, asked alone, takes more statements than it may. */
  async count(selections: readonly Selection[]): Promise<Difference | undefined> {
    const { text, variables } = writeDocument(selections);
    const { statements } = await this.#gateway.query(text, variables, traced);
    // As JSON carries them: enums are texts there.
    const sent = JSON.parse(JSON.stringify(variables)) as typeof variables;
    const most = statementsAtMost(this.#schema, parse(text), { variables: sent });
    if (statements.length <= most) return undefined;
    return { kind: 'statements', text: `expected at most ${most} statements, got ${statements.length}` };
  }

  /** Tells the smallest document that still differs so, so that it can be pasted into a test. */
  async explain(selections: readonly Selection[], difference: Difference): Promise<string> {
    const find = async (candidate: readonly Selection[]): Promise<Difference | undefined> =>
      difference.kind === 'statements' ? this.count(candidate) : this.compare(candidate);
    const isValid = (candidate: readonly Selection[]): boolean =>
      validate(this.#schema, parse(writeDocument(candidate).text)).length === 0;
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

async function writeDump(seed: number, { url }: FuzzDatabase, parts: readonly string[]): Promise<string> {
  const file = join(tmpdir(), `gather-fuzz-${seed}.txt`);
  await writeFile(file, [url, ...parts, ''].join('\n\n'));
  return file;
}
