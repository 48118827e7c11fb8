import { PrismaMariaDb } from '@prisma/adapter-mariadb';
import { buildSchema as buildNaiveSchema, parse, print, printSchema } from 'graphql';
import { createPool } from 'mariadb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Random } from '../../prisma/seed/random.ts';
import { PrismaClient } from '../../src/database/generated/client.ts';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';
import { readGeneratedModel } from '../../src/gateway.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { openTestDatabase } from '../support/database.ts';
import { findDifference } from '../support/find-difference.ts';
import { type GraphQLAnswer, openTestGateway, type TestGateway } from '../support/gateway.ts';
import { insertAwkwardDirectory } from './awkward-directory.ts';
import { type Selection, writeDocument } from '../support/document.ts';
import { DocumentGenerator } from './generate-document.ts';
import { NaiveGateway } from './naive-gateway.ts';
import { RelatedCounts } from './related-counts.ts';
import { OpaqueTexts } from '../support/opaque-texts.ts';
import { shrinkDocument } from '../support/shrink-document.ts';

/** The same documents each time; `ORACLE_SEED` draws others, `ORACLE_DOCUMENTS` makes the run longer. */
const seed = Number(process.env['ORACLE_SEED'] ?? 20_261_126);
const documentCount = Number(process.env['ORACLE_DOCUMENTS'] ?? 150);
/** Documents that are asked side by side, so that they share statements. */
const documentsAtOnce = 10;

const opened = new AsyncDisposableStack();
const texts = new OpaqueTexts();
let gateway: TestGateway;
let naive: NaiveGateway;

beforeAll(async () => {
  const database = opened.use(await openTestDatabase('tables'));
  await insertAwkwardDirectory(database.connection, new Random(seed));
  gateway = opened.use(
    await openTestGateway({
      databaseUrl: database.url,
      settings: { POOL_SIZE: '2', DOCUMENT_MAX_ALIASES: '10000', DOCUMENT_MAX_DIRECTIVES: '10000' },
    }),
  );
  const pool = createPool({
    ...readConnectionOptions(database.url),
    timezone: 'Z',
    connectionLimit: 4,
    acquireTimeout: 60_000,
  });
  opened.defer(() => pool.end());
  const adapter = new PrismaMariaDb(pool);
  const prisma = opened.adopt(new PrismaClient({ adapter }), (client) => client.$disconnect());
  const limits = { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 };
  const schema = buildNaiveSchema(printSchema(buildSchema(await readGeneratedModel(), limits)));
  naive = new NaiveGateway(prisma, schema, texts, await RelatedCounts.read(prisma));
});

afterAll(() => opened.disposeAsync());

test(
  `Gateway answers ${documentCount} random documents as the naive way does (ORACLE_SEED=${seed})`,
  {
    timeout: 60_000 + documentCount * 1_000,
  },
  async () => {
    const generator = new DocumentGenerator(new Random(seed), texts);
    for (let asked = 0; asked < documentCount; asked += documentsAtOnce) {
      const documents = Array.from({ length: documentsAtOnce }, () => generator.generate());
      const answers = await Promise.all(documents.map(ask));
      for (const [index, document] of documents.entries()) {
        const difference = await compare(document, answers[index]);
        expect(
          difference && (await explain(document, `document ${asked + index}: ${difference}`)),
        ).toBeUndefined();
      }
    }
  },
);

function ask(selections: readonly Selection[]): Promise<GraphQLAnswer> {
  const { text, variables } = writeDocument(selections);
  return gateway.query(text, variables);
}

/** Where the two answers differ, if they do. */
async function compare(
  selections: readonly Selection[],
  answered?: GraphQLAnswer,
): Promise<string | undefined> {
  const expected = await naive.answer(writeDocument(selections));
  const { status, data, errors } = answered ?? (await ask(selections));
  if (errors || data === undefined) return `got errors, status ${status}: ${JSON.stringify(errors)}`;
  return findDifference(expected, data, texts);
}

/** Tells the smallest document that still fails, so that it can be pasted into a test. */
async function explain(selections: readonly Selection[], difference: string): Promise<string> {
  const failsWithErrors = difference.includes('got errors');
  const smallest = await shrinkDocument(selections, async (candidate) => {
    // What lost a part that it cannot do without fails on the naive side.
    const changed = await compare(candidate).catch(() => undefined);
    return changed !== undefined && changed.startsWith('got errors') === failsWithErrors;
  });
  const { text, variables } = writeDocument(smallest);
  return [
    `ORACLE_SEED=${seed} ${difference}`,
    `Shrunk: ${(await compare(smallest)) ?? 'it does not fail again'}`,
    print(parse(text)),
    `variables: ${JSON.stringify(variables)}`,
  ].join('\n');
}
