import { expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { memoryMaxMb, runSoak } from './run-soak.ts';

/** The short form of `npm run test:soak`: what grows with each request shows in the long one. */
const seconds = 20;

test('Gateway holds no more memory than a small container has, under lookups, trees and writes', async () => {
  await using database = await openTestDatabase('directory');
  const { signal } = new AbortController();
  const { requests, mostMb } = await runSoak({
    databaseUrl: database.url,
    seconds,
    report: () => undefined,
    signal,
  });
  expect(requests).toBeGreaterThan(0);
  expect(mostMb).toBeLessThan(memoryMaxMb);
}, 240_000);
