import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Random } from '../../prisma/seed/random.ts';
import { readConfig } from '../../src/config.ts';
import { findResultDifference } from '../support/compare-results.ts';
import { seededDatabaseUrl } from '../support/database.ts';
import { type Executions, openExecutions } from '../support/executions.ts';
import { openTestLoaders, type TestLoaders } from '../support/loaders.ts';
import { addOwnFields, ownOracle } from '../support/own-oracle.ts';
import { generateDocuments } from '../support/query-documents.ts';

/** The same documents each time; `OWN_SEED` draws others, `OWN_DOCUMENTS` makes the run longer. */
const seed = Number(process.env['OWN_SEED'] ?? 20_261_201);
const count = Number(process.env['OWN_DOCUMENTS'] ?? 40);

const opened = new AsyncDisposableStack();
let executions: Executions;
let loaders: TestLoaders;

beforeAll(async () => {
  executions = await openExecutions({ ...readConfig({}), errorsMax: 1_000_000 }, ownOracle);
  loaders = opened.use(await openTestLoaders({ databaseUrl: seededDatabaseUrl() }));
});

afterAll(() => opened.disposeAsync());

describe('Documents with own fields', () => {
  test(
    `are answered as graphql-js answers them, ${count} random ones (OWN_SEED=${seed})`,
    { timeout: 60_000 + count * 1_000 },
    async () => {
      const random = new Random(seed);
      let failed = 0;
      for (const document of generateDocuments(count, seed)) {
        const { text, variables } = addOwnFields(executions.schema, document, random);
        expect(validate(executions.schema, parse(text))).toEqual([]);
        const [ours, theirs] = await Promise.all([
          executions.run({ text, variables }, loaders.openSession()),
          executions.interpret({ text, variables }, loaders.openSession()),
        ]);
        const difference = findResultDifference(ours, theirs);
        expect(difference && `${text}\n${JSON.stringify(variables)}\n${difference}`).toBeUndefined();
        if (ours.errors.length > 0) failed += 1;
      }
      expect(failed).toBeGreaterThan(count / 5);
      expect(failed).toBeLessThan(count);
    },
  );
});
