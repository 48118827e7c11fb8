import { noRules } from '../../src/rules/protection.ts';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Random } from '../../prisma/seed/random.ts';
import { readConfig } from '../../src/config.ts';
import { TimeoutError } from '../../src/errors.ts';
import { Coalescer } from '../../src/loaders/coalescer.ts';
import type { ScopedSource } from '../../src/loaders/load-source.ts';
import { ScopedLoads } from '../../src/loaders/scoped-loads.ts';
import { Session } from '../../src/loaders/session.ts';
import type { Shape } from '../../src/model/load.ts';
import { findResultDifference } from '../support/compare-results.ts';
import { openTestDatabase, seededDatabaseUrl } from '../support/database.ts';
import type { WrittenDocument } from '../support/document.ts';
import { type Executions, openExecutions } from '../support/executions.ts';
import { openTestLoaders, type TestLoaders } from '../support/loaders.ts';
import { generateDocuments, readQueryDocuments } from '../support/query-documents.ts';
import { varyDocument } from '../support/vary-document.ts';

/** How many documents of each kind are tried: 20,000 in the long form. */
const count = Number(process.env['EXECUTION_DOCUMENTS'] ?? '60');
const seed = Number(process.env['EXECUTION_SEED'] ?? '20261201');

/** All errors are compared. */
const config = { ...readConfig({}), errorsMax: 100_000 };
const opened = new AsyncDisposableStack();
let executions: Executions;
let loaders: TestLoaders;

beforeAll(async () => {
  executions = await openExecutions(config);
  loaders = opened.use(await openTestLoaders({ databaseUrl: seededDatabaseUrl() }));
});

afterAll(() => opened.disposeAsync());

/** Executes a document in both ways. Gives how many errors there were, and how the results differ. */
async function compare(
  { text, variables }: WrittenDocument,
  openSession = loaders.openSession,
): Promise<{ readonly errors: number; readonly difference: string | undefined }> {
  const [ours, theirs] = await Promise.all([
    executions.run({ text, variables }, openSession()),
    executions.interpret({ text, variables }, openSession()),
  ]);
  const difference = findResultDifference(ours, theirs);
  return {
    errors: ours.errors.length,
    difference: difference && `${text}\n${JSON.stringify(variables)}\n${difference}`,
  };
}

/** Loads of a page or of figures fail where the shape is one of those that a number chooses. */
function openFailing(choice: number): () => Session {
  const coalescer = new Coalescer(loaders.database, { queueLimit: 10_000, batchMaxKeys: 1_000 });
  const fails = ({ kind, by, model }: Shape): boolean =>
    kind !== 'row' && (model.name.length + by.length + kind.length + choice) % 3 === 0;
  const source: ScopedSource = {
    load: (shape, keys, requester, readPaths) =>
      fails(shape)
        ? { answers: Promise.reject(new TimeoutError('too late')), leave: () => undefined }
        : coalescer.load(shape, keys, requester, readPaths),
  };
  return () =>
    new Session(new ScopedLoads(source, noRules), {
      loadMaxKeys: 50_000,
      responseMaxBytes: 32_000_000,
      traced: false,
    });
}

describe('Query', () => {
  test.each([...readQueryDocuments(), ...generateDocuments(count, seed)])(
    'is answered as graphql-js answers it: $name',
    async (document) => {
      expect(validate(executions.schema, parse(document.text))).toEqual([]);
      expect((await compare(document)).difference).toBeUndefined();
    },
  );

  test('is answered so whatever its variables are, and whatever is refused of it', async () => {
    const random = new Random(seed);
    let [tried, refused] = [0, 0];
    for (const document of generateDocuments(4 * count, seed + 1)) {
      const varied = varyDocument(executions.schema, document, random, { variables: 3, faults: 12 });
      if (validate(executions.schema, parse(varied.text)).length > 0) continue; // a variable where its kind of input takes none
      const { errors, difference } = await compare(varied);
      expect(difference).toBeUndefined();
      tried += 1;
      if (errors > 0) refused += 1;
    }
    expect(tried).toBeGreaterThan(count);
    expect(refused).toBeGreaterThan(tried / 20);
  });

  test('is answered so where loads fail', async () => {
    let failed = 0;
    for (const [choice, document] of generateDocuments(count, seed + 2).entries()) {
      const { errors, difference } = await compare(document, openFailing(choice));
      expect(difference).toBeUndefined();
      if (errors > 0) failed += 1;
    }
    expect(failed).toBeGreaterThan(count / 10);
  });

  test('is answered so where rows have values that cannot be read, and relations lead nowhere', async () => {
    const { url, connection } = opened.use(await openTestDatabase('tables'));
    await connection.query(
      "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'; SET SESSION foreign_key_checks = 0",
    );
    await connection.query(`
      INSERT INTO User (id, email, name, managerId, createdAt, updatedAt)
        WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 60)
        SELECT id, CONCAT('user', id, '@example.com'), 'A', IF(id % 5 = 0, 999, id - 1), IF(id % 3 = 0, '0000-00-00', '2026-01-01'), '2026-01-01' FROM n;
      INSERT INTO Post (id, title, body, authorId, createdAt)
        WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 60)
        SELECT id, 'T', '', IF(id % 4 = 0, 999, 1 + id % 7), IF(id % 6 = 0, '2026-02-31', '2026-01-01') FROM n`);
    await using bad = await openTestLoaders({ databaseUrl: url });
    let failed = 0;
    for (const document of generateDocuments(count, seed + 3)) {
      const { errors, difference } = await compare(document, bad.openSession);
      expect(difference).toBeUndefined();
      if (errors > 0) failed += 1;
    }
    expect(failed).toBeGreaterThan(count / 10);
  });
});
