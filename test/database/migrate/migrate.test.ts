import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrationsDirectory, openTestConnection } from '../../support/database.ts';
import {
  type MigrationHarness,
  oneTable,
  openMigrationHarness,
  refusal,
  twoTables,
} from '../../support/migration-harness.ts';

let harness: MigrationHarness;

beforeEach(async () => {
  harness = await openMigrationHarness();
});
afterEach(() => harness[Symbol.asyncDispose]());

describe('Migrate', () => {
  test('applies what is new in the order of the names, and nothing the second time', async () => {
    await harness.write('20260102000000_two', `ALTER TABLE \`One\` ADD \`name\` TEXT;\n${twoTables}`);
    await harness.write('20260101000000_one', oneTable);
    expect(await harness.run()).toEqual(['20260101000000_one', '20260102000000_two']);
    expect(await harness.tables()).toEqual(['One', 'Three', 'Two', '_prisma_migrations']);
    expect(await harness.run()).toEqual([]);
    await harness.write('20260103000000_three', 'CREATE TABLE `Four` (`id` INTEGER);');
    expect(await harness.run()).toEqual(['20260103000000_three']);
  });

  test('records a migration as Prisma Migrate does', async () => {
    await harness.write('1_one', oneTable);
    const before = Date.now();
    await harness.run();
    const [row] = await harness.rows();
    expect(row).toMatchObject({
      id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
      checksum: createHash('sha256').update(oneTable).digest('hex'),
      migration_name: '1_one',
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    });
    for (const instant of [row?.started_at, row?.finished_at]) {
      expect(Math.abs((instant?.getTime() ?? 0) - before)).toBeLessThan(60_000);
    }
  });

  // What prisma-engines' `create_migrations_table` of the MySQL flavour leaves behind.
  test("creates Prisma's table of migrations, column for column", async () => {
    await harness.write('1_one', oneTable);
    await harness.run();
    const columns = await harness.database.connection.query<Record<string, unknown>[]>(
      `SELECT COLUMN_NAME AS name, COLUMN_TYPE AS type, IS_NULLABLE AS nullable, COLUMN_KEY AS \`key\`, COLLATION_NAME AS collation
       FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '_prisma_migrations' ORDER BY ORDINAL_POSITION`,
    );
    const collation = 'utf8mb4_unicode_ci';
    expect(columns).toEqual([
      { name: 'id', type: 'varchar(36)', nullable: 'NO', key: 'PRI', collation },
      { name: 'checksum', type: 'varchar(64)', nullable: 'NO', key: '', collation },
      { name: 'finished_at', type: 'datetime(3)', nullable: 'YES', key: '', collation: null },
      { name: 'migration_name', type: 'varchar(255)', nullable: 'NO', key: '', collation },
      { name: 'logs', type: 'text', nullable: 'YES', key: '', collation },
      { name: 'rolled_back_at', type: 'datetime(3)', nullable: 'YES', key: '', collation: null },
      { name: 'started_at', type: 'datetime(3)', nullable: 'NO', key: '', collation: null },
      {
        name: 'applied_steps_count',
        type: expect.stringMatching(/^int(\(10\))? unsigned$/),
        nullable: 'NO',
        key: '',
        collation: null,
      },
    ]);
  });

  test('goes on where Prisma Migrate stopped', async () => {
    await harness.write('1_one', oneTable);
    await harness.write('2_two', twoTables);
    // The table and the row as `prisma migrate deploy` writes them.
    await harness.database.connection.query(
      `CREATE TABLE _prisma_migrations (id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at DATETIME(3),
         migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at DATETIME(3),
         started_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), applied_steps_count INTEGER UNSIGNED NOT NULL DEFAULT 0
       ) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci; ${oneTable}`,
    );
    await harness.database.connection.query(
      "INSERT INTO _prisma_migrations VALUES (UUID(), ?, NOW(3), '1_one', NULL, NULL, NOW(3), 1)",
      [createHash('sha256').update(oneTable).digest('hex')],
    );
    expect(await harness.run()).toEqual(['2_two']);
    expect(harness.reported.join('\n')).not.toContain('Warning');
  });

  test('applied by two at once takes effect once', async () => {
    const applied = await Promise.all([1, 2, 3].map(() => harness.run({ directory: migrationsDirectory })));
    expect(applied.filter((names) => names.length > 0)).toEqual([['20261122000000_directory']]);
    expect(await harness.rows()).toHaveLength(1);
  });

  test("waits while Prisma Migrate's lock is held", async () => {
    await harness.write('1_one', oneTable);
    const other = await openTestConnection(harness.database.url);
    await other.query("SELECT GET_LOCK('prisma_migrate', 10)");
    const running = harness.run();
    await expect
      .poll(() => harness.reported, { timeout: 10_000 })
      .toContainEqual(expect.stringContaining('waiting'));
    expect(await harness.tables()).toEqual([]);
    await other.end();
    expect(await running).toEqual(['1_one']);
  });

  test('creates a database that does not exist', async () => {
    await harness.write('1_one', oneTable);
    await harness.database.connection.query(`DROP DATABASE ${harness.database.name}`);
    expect(await harness.run()).toEqual(['1_one']);
    await harness.database.connection.query(`USE ${harness.database.name}`);
    expect(await harness.tables()).toEqual(['One', '_prisma_migrations']);
  });

  test('touches nothing when there are no migrations', async () => {
    expect(await harness.run()).toEqual([]);
    expect(await harness.tables()).toEqual([]);
  });

  test("records Prisma's empty migration without running it", async () => {
    await harness.write('1_empty', '-- This is an empty migration.');
    expect(await harness.run()).toEqual(['1_empty']);
  });

  test('applies again what was marked as rolled back', async () => {
    await harness.write('1_one', oneTable);
    await harness.run();
    await harness.database.connection.query(
      'DROP TABLE `One`; UPDATE _prisma_migrations SET rolled_back_at = NOW(3)',
    );
    expect(await harness.run()).toEqual(['1_one']);
    expect(await harness.rows()).toHaveLength(2);
  });

  test('warns of an edited or missing migration and goes on, as Prisma does', async () => {
    await harness.write('1_one', oneTable);
    await harness.write('2_two', twoTables);
    await harness.run();
    await harness.write('1_one', `${oneTable}-- edited\n`);
    await rm(join(harness.directory, '2_two'), { recursive: true });
    await harness.write('3_three', 'CREATE TABLE `Four` (`id` INTEGER);');
    expect(await harness.run()).toEqual(['3_three']);
    expect(harness.reported.filter((line) => line.startsWith('Warning'))).toEqual([
      'Warning: the migration 1_one was edited after it was applied; the edit has no effect.',
      'Warning: the migration 2_two was applied, but is no longer in the folder.',
    ]);
  });

  test('takes other line endings for the same script', async () => {
    await harness.write('1_one', oneTable);
    await harness.run();
    await harness.write('1_one', oneTable.replaceAll('\n', '\r\n'));
    await harness.run();
    expect(harness.reported.join('\n')).not.toContain('Warning');
  });

  test('begins again when the first migration of a private database was cut off', async () => {
    await harness.write('1_one', oneTable);
    await harness.run();
    await harness.database.connection.query(
      'UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0',
    );
    expect((await refusal(harness.run())).code).toBe('P3009');
    expect(await harness.run({ startOver: true })).toEqual(['1_one']);
    expect(await harness.rows()).toHaveLength(1);
  });

  test('never begins again once a migration has taken effect', async () => {
    await harness.write('1_one', oneTable);
    await harness.run();
    await harness.database.connection.query(
      "INSERT INTO `One` VALUES (1); INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES (UUID(), '', '2_two')",
    );
    expect((await refusal(harness.run({ startOver: true }))).code).toBe('P3009');
    expect(await harness.database.connection.query('SELECT * FROM `One`')).toHaveLength(1);
  });
});
