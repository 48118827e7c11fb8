import { buildSchema as buildNaiveSchema, printSchema } from 'graphql';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../prisma/seed/random.ts';
import { readModel } from '../../src/prisma-schema/read-model.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { openCountedDatabase } from '../support/count-statements.ts';
import { openTestGateway } from '../support/gateway.ts';
import { OpaqueTexts } from '../support/opaque-texts.ts';
import { DocumentGenerator } from './documents/generate-document.ts';
import { dumpRows, type FuzzDatabase, openFuzzDatabase } from './open-fuzz-database.ts';
import { Facts } from './oracle/facts.ts';
import { NaiveGateway } from './oracle/naive-gateway.ts';
import { pageLimits } from './oracle/naive-list.ts';
import { SchemaRun } from './schema-run.ts';
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
  await using counted = await openCountedDatabase(database.url);
  await using gateway = await openTestGateway({
    databaseUrl: counted.url,
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
  const limits = {
    pageSizeDefault: pageLimits.byDefault,
    pageSizeMax: pageLimits.most,
    writeMaxRows: 50_000,
  };
  const graphql = buildSchema(models, limits);
  const naive = new NaiveGateway(
    new Facts(database.connection),
    schema,
    buildNaiveSchema(printSchema(graphql)),
    texts,
  );
  const generator = new DocumentGenerator(random, schema, texts);
  const run = new SchemaRun(gateway, counted, naive, graphql, texts);
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

async function writeDump(seed: number, { url }: FuzzDatabase, parts: readonly string[]): Promise<string> {
  const file = join(tmpdir(), `gather-fuzz-${seed}.txt`);
  await writeFile(file, [url, ...parts, ''].join('\n\n'));
  return file;
}
