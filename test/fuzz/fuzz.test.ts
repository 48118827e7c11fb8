import { expect, inject, test } from 'vitest';
import { runFuzz } from './run-fuzz.ts';

/**
 * The short form of `npm run test:fuzz`, which CONTRIBUTING.md tells of: fewer schemas, fewer documents, and always the
 * same, so that what fails here was broken by the last change. The long form draws new ones each time.
 */
const schemas = 2;
const documents = 40;

test('Gateway answers random documents over random schemas and data as the naive way does', async () => {
  const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_126);
  const options = { serverUrl: inject('serverUrl'), seed, schemas, documents };
  const failures = await runFuzz({ ...options, report: () => undefined });
  expect(failures.join('\n\n')).toBe('');
}, 120_000);
