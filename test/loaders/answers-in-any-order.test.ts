import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExecutionResult, execute, parse, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Random } from '../../prisma/seed/random.ts';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { readGeneratedModel } from '../../src/gateway.ts';
import { Coalescer } from '../../src/loaders/coalescer.ts';
import { Session } from '../../src/loaders/session.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { statementsAtMost } from '../../src/schema/statements-at-most.ts';
import { DocumentGenerator } from '../oracle/generate-document.ts';
import { seededDatabaseUrl } from '../support/database.ts';
import { writeDocument, type WrittenDocument } from '../support/document.ts';
import { holdAnswers } from '../support/held-answers.ts';
import { OpaqueTexts } from '../support/opaque-texts.ts';

const responseMaxBytes = 32_000_000;
const seed = 20_261_122;

let database: Database;
let schema: GraphQLSchema;

beforeAll(async () => {
  database = openDatabase({
    url: seededDatabaseUrl(),
    poolSize: 10,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 20_000,
    responseMaxBytes,
  });
  await database.ready();
  schema = buildSchema(await readGeneratedModel(), { pageSizeDefault: 20, pageSizeMax: 1_000 });
});

afterAll(() => database[Symbol.asyncDispose]());

/** Runs a document while its answers come in an order drawn at random. */
async function run(
  { text, variables }: WrittenDocument,
  random: Random,
): Promise<{ readonly result: ExecutionResult; readonly statements: number }> {
  const held = holdAnswers(database);
  const coalescer = new Coalescer(held.database, { queueLimit: 1_000, batchMaxKeys: 1_000 });
  const session = new Session(coalescer, { loadMaxKeys: 50_000, responseMaxBytes, traced: false });
  const executing = Promise.resolve(
    execute({ schema, document: parse(text), variableValues: variables, contextValue: { session } }),
  );
  await held.letGo(random, executing);
  return { result: await executing, statements: held.statements };
}

describe('Session', () => {
  /** Managers are loaded on two levels, some of them on both; what hangs on the deeper ones must not come apart. */
  const overlapping = `{
    user(id: 2) { name }
    users(first: 40) { nodes { manager { name } } }
    posts(first: 40) { nodes { author { manager { name posts(first: 1) { nodes { id author { name } } } } } } }
  }`;

  test('asks for what hangs on a level together, in whatever order the database answers', async () => {
    const document = { text: overlapping, variables: {} };
    const results: ExecutionResult[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      const { result, statements } = await run(document, new Random(seed + turn));
      expect(statements).toBeLessThanOrEqual(statementsAtMost(schema, parse(overlapping)));
      results.push(result);
    }
    for (const result of results) expect(result).toEqual(results[0]);
  });
});
