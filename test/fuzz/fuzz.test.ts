import { expect, inject, test } from 'vitest';
import { runFuzz } from './run-fuzz.ts';

/** The short form of `npm run test:fuzz`, which CONTRIBUTING.md tells of: fewer schemas, fewer documents. */
const schemas = 2;
const documents = 40;

test('Gateway answers random documents over random schemas and data as the naive way does', async () => {
  const { FUZZ_SEED } = process.env;
  const seed = Number(FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 30));
  const options = { serverUrl: inject('serverUrl'), seed, schemas, documents };
  const failures = await runFuzz({ ...options, report: () => undefined });
  expect(failures.join('\n\n')).toBe('');
}, 120_000);
