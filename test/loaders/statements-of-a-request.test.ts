import { type ExecutionResult, execute, parse, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Random } from '../../prisma/seed/random.ts';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { readGeneratedModel } from '../../src/gateway.ts';
import { Coalescer } from '../../src/loaders/coalescer.ts';
import { ScopedLoads } from '../../src/loaders/scoped-loads.ts';
import { noRules } from '../../src/rules/protection.ts';
import { Session } from '../../src/loaders/session.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { statementsAtMost } from '../../src/schema/statements-at-most.ts';
import { seededDatabaseUrl } from '../support/database.ts';
import type { WrittenDocument } from '../support/document.ts';
import { type HeldAnswers, holdAnswers } from '../support/held-answers.ts';
import { buildLookup, keyOf, openTestLoaders, loadOne } from '../support/loaders.ts';
import { generateDocuments, readQueryDocuments } from '../support/query-documents.ts';

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
    requestSharePercent: 50,
    slowStatementMs: 250,
  });
  await database.ready();
  schema = buildSchema(await readGeneratedModel(), {
    pageSizeDefault: 20,
    pageSizeMax: 1_000,
    writeMaxRows: 50_000,
  });
});

afterAll(() => database[Symbol.asyncDispose]());

describe('Request', () => {
  test('asks for what hangs on a level together, in whatever order the database answers', async () => {
    // Users are loaded by their ids on four levels, some of them on several: `posts` must not come apart for it.
    const text = `{
      user(id: 2) { name }
      users(first: 40) { nodes { manager { name } } }
      posts(first: 40) { nodes { author { manager { name posts(first: 1) { nodes { id author { name } } } } } } }
    }`;
    expect(await findExcess({ text, variables: {} }, 20)).toBeUndefined();
  });

  test.each([...readQueryDocuments(), ...generateDocuments(60, seed)])(
    'is sent no more statements than the formula says, in whatever order they are answered: $name',
    async (document) => {
      expect(await findExcess(document, 3)).toBeUndefined();
    },
  );

  test('is sent nothing again where all that it asks for is too large', async () => {
    await using loaders = await openTestLoaders({
      databaseUrl: seededDatabaseUrl(),
      poolSize: 1,
      responseMaxBytes: 6_000,
    });
    const user = await buildLookup('User');
    const session = loaders.openSession();
    const loadAll = (from: number): Promise<PromiseSettledResult<unknown>[]> =>
      Promise.allSettled(
        Array.from({ length: 60 }, (_, index) => loadOne(session, user, keyOf(from + index))),
      );
    const first = loadAll(1);
    // Two loads of the session, which wait for the same statement.
    for (let tick = 0; tick < 3; tick += 1) await new Promise<void>((resolve) => process.nextTick(resolve));
    const outcomes = [...(await loadAll(101)), ...(await first)];
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(session.statements).toBe(1);
  });
});

/**
 * Asks with answers in orders drawn at random; tells where one led to more statements than the formula says, or to
 * another result than answers in the order of their coming.
 */
async function findExcess(document: WrittenDocument, orders: number): Promise<string | undefined> {
  const { text, variables } = document;
  const most = statementsAtMost(schema, parse(text), { variables });
  const [expected] = await run(document, database);
  for (let order = seed; order < seed + orders; order += 1) {
    const held = holdAnswers(database);
    const [result, session] = await run(document, held.database, held, new Random(order));
    if (session.statements !== held.statements) return `order ${order}: the session counts otherwise`;
    if (held.statements > most) return `order ${order}: ${held.statements} statements, ${most} at most`;
    if (writeResult(result) !== writeResult(expected)) return `order ${order}: another result`;
  }
  return undefined;
}

async function run(
  { text, variables }: WrittenDocument,
  over: Database,
  held?: HeldAnswers,
  random = new Random(seed),
): Promise<readonly [ExecutionResult, Session]> {
  const coalescer = new Coalescer(over, { queueLimit: 1_000, batchMaxKeys: 1_000 });
  const session = new Session(new ScopedLoads(coalescer, noRules), {
    loadMaxKeys: 50_000,
    responseMaxBytes,
    traced: false,
  });
  const executing = Promise.resolve(
    execute({ schema, document: parse(text), variableValues: variables, contextValue: { session } }),
  );
  await held?.letGo(random, executing);
  return [await executing, session];
}

/** Errors stand in the order in which they were met. */
function writeResult({ data, errors = [] }: ExecutionResult): string {
  return JSON.stringify([data, errors.map((error) => JSON.stringify(error)).toSorted()]);
}
