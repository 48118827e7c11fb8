import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { buildExpectedTables, type ModelDocument } from '../support/expected-tables.ts';
import { readTables } from '../support/read-tables.ts';

const path = join(import.meta.dirname, '../../src/model/generated/model.json');
// Prisma's parser writes it, in the types of the library that declares them.
const document = JSON.parse(await readFile(path, 'utf8')) as ModelDocument;
const expected = buildExpectedTables(document);

describe('Migrated database', () => {
  test('equals the model: tables, columns, types, defaults, keys, indexes and foreign keys', async () => {
    await using database = await openTestDatabase('tables');
    expect(await readTables(database.connection)).toEqual(expected);
  });

  test('compares text as Prisma lays it down', async () => {
    await using database = await openTestDatabase('tables');
    const collations = await database.connection.query<{ collation: string }[]>(
      'SELECT DISTINCT COLLATION_NAME AS collation FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND COLLATION_NAME IS NOT NULL',
    );
    expect(collations).toEqual([{ collation: 'utf8mb4_unicode_ci' }]);
  });

  // The comparison itself must see each kind of drift.
  test.each([
    'ALTER TABLE `User` MODIFY `name` VARCHAR(190) NOT NULL',
    'ALTER TABLE `User` MODIFY `bio` TEXT NOT NULL',
    'ALTER TABLE `Post` ALTER `published` SET DEFAULT true',
    "ALTER TABLE `User` MODIFY `role` ENUM('MEMBER','ADMIN','GUEST') NOT NULL DEFAULT 'MEMBER'",
    'SET FOREIGN_KEY_CHECKS = 0; ALTER TABLE `Team` MODIFY `id` INTEGER NOT NULL FIRST, ADD `extra` INTEGER',
    'ALTER TABLE `Team` DROP INDEX `Team_slug_key`, ADD INDEX `Team_slug_key`(`slug`)',
    'ALTER TABLE `User` DROP INDEX `User_email_key`',
    'ALTER TABLE `Post` ADD INDEX `Post_title_idx`(`title`)',
    'ALTER TABLE `Comment` DROP FOREIGN KEY `Comment_postId_fkey`',
    'ALTER TABLE `Post` MODIFY `createdAt` DATETIME(3) NOT NULL',
    'ALTER TABLE `Comment` MODIFY `createdAt` DATETIME(0) NOT NULL DEFAULT CURRENT_TIMESTAMP',
    'SET FOREIGN_KEY_CHECKS = 0; DROP TABLE `Team`',
    'CREATE TABLE `Stray` (`id` INTEGER)',
  ])('no longer equals it after %s', async (alteration) => {
    await using database = await openTestDatabase('tables');
    await database.connection.query(alteration);
    expect(await readTables(database.connection)).not.toEqual(expected);
  });
});
