import { describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { runCrashes } from './crash/run-crashes.ts';

/** `npm run test:crash` is the long form. */
const kills = 4;

describe('Gateway that is killed while it writes', { timeout: 120_000 }, () => {
  test('leaves no document by half, and loses nothing that it has acknowledged', async () => {
    await using database = await openTestDatabase('nothing');
    const run = await runCrashes({ databaseUrl: database.url, kills, seed: 1, report: () => undefined });
    expect(run.faults).toEqual([]);
    expect(run.acknowledged).toBeGreaterThan(0);
    expect(run.unanswered).toBe(kills * 8);
  });
});
