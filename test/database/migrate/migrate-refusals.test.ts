import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrationsDirectory } from '../../support/database.ts';
import {
  type MigrationHarness,
  oneTable,
  openMigrationHarness,
  refusal,
} from '../../support/migration-harness.ts';

let harness: MigrationHarness;

beforeEach(async () => {
  harness = await openMigrationHarness();
});
afterEach(() => harness[Symbol.asyncDispose]());

describe('Failing migration', () => {
  const script =
    'CREATE TABLE `One` (`id` INTEGER);\nALTER TABLE `Nowhere` ADD `x` INTEGER;\nCREATE TABLE `Two` (`id` INTEGER);\n';

  test('is named with what the database said, and leaves its row unfinished with that in its logs', async () => {
    await harness.write('1_bad', script);
    await harness.write('2_good', oneTable);
    const error = await refusal(harness.run());
    expect(error.code).toBe('P3018');
    expect(error.message).toContain('The migration 1_bad failed');
    expect(error.message).toContain("Nowhere' doesn't exist");
    expect(await harness.tables()).toEqual(['One', '_prisma_migrations']);
    const [row, ...others] = await harness.rows();
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      finished_at: null,
      rolled_back_at: null,
      applied_steps_count: 0,
      logs: expect.stringMatching(
        /Migration name: 1_bad\n\nDatabase error code: 1146\n\nDatabase error:\n.*Nowhere/s,
      ),
    });
  });

  test('holds back every later one until it is resolved', async () => {
    await harness.write('1_bad', script);
    await refusal(harness.run());
    await harness.write('1_bad', oneTable);
    const error = await refusal(harness.run({ startOver: true }));
    expect(error.code).toBe('P3009');
    expect(error.message).toContain('1146');
    expect(error.message).toContain('prisma migrate resolve --rolled-back 1_bad');
    await harness.database.connection.query(
      'DROP TABLE `One`; UPDATE _prisma_migrations SET rolled_back_at = NOW(3)',
    );
    expect(await harness.run()).toEqual(['1_bad']);
  });

  test('that takes the connection with it still is told and stays unfinished', async () => {
    await harness.write('1_bad', 'CREATE TABLE `One` (`id` INTEGER); KILL CONNECTION_ID();');
    expect((await refusal(harness.run())).code).toBe('P3018');
    expect(await harness.rows()).toMatchObject([{ finished_at: null, logs: null }]);
  });
});

describe('Migrate refuses', () => {
  test('a database that holds tables but no record of migrations, and alters nothing', async () => {
    await harness.write('1_one', oneTable);
    await harness.database.connection.query('CREATE TABLE `Theirs` (`id` INTEGER)');
    const error = await refusal(harness.run({ startOver: true }));
    expect(error.code).toBe('P3005');
    expect(error.message).toContain('The database schema is not empty: it holds Theirs');
    expect(await harness.tables()).toEqual(['Theirs']);
  });

  test('a folder without a script', async () => {
    await mkdir(join(harness.directory, '1_one'));
    const error = await refusal(harness.run());
    expect(error.code).toBe('P3015');
    expect(error.message).toContain('1_one');
  });

  test('migrations that were written for another database', async () => {
    await harness.write('1_one', oneTable);
    await writeFile(join(harness.directory, 'migration_lock.toml'), 'provider = "postgresql"\n');
    expect((await refusal(harness.run())).code).toBe('P3019');
  });

  test('nothing in the folder of the project itself', async () => {
    const lock = await readFile(join(migrationsDirectory, 'migration_lock.toml'), 'utf8');
    expect(lock).toContain('provider = "mysql"');
    expect(await harness.run({ directory: migrationsDirectory })).toHaveLength(1);
  });
});
