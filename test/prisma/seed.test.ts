import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from 'mariadb';
import { seed } from '../../prisma/seed.ts';
import { buildSeedTables } from '../../prisma/seed/tables.ts';
import { openTestConnection, openTestDatabase, seededDatabaseUrl } from '../support/database.ts';

const report = (): void => undefined;
let connection: Connection;

beforeAll(async () => {
  connection = await openTestConnection(seededDatabaseUrl());
});
afterAll(() => connection.end());

async function count(sql: string): Promise<number> {
  const [row] = await connection.query<{ n: number }[]>(sql);
  return row?.n ?? Number.NaN;
}

describe('Demo directory', () => {
  test('is the same at every run and on every machine', () => {
    const hash = createHash('sha256');
    for (const table of buildSeedTables(1)) {
      for (const row of table.rows()) hash.update(`${JSON.stringify(row)}\n`);
    }
    expect(hash.digest('hex')).toBe('8cc60e5b34fc3395542409995b84c090a64f1b3b20edeb5fb1ff6238c0b0e775');
  });

  test('holds 1,000 users, 50 teams, 5,000 posts and 20,000 comments', async () => {
    expect(await count('SELECT COUNT(*) AS n FROM `User` WHERE id BETWEEN 1 AND 1000')).toBe(1_000);
    expect(
      await count("SELECT COUNT(*) AS n FROM `User` WHERE email = CONCAT('user', id, '@example.com')"),
    ).toBe(1_000);
    expect(await count('SELECT COUNT(*) AS n FROM `Team`')).toBe(50);
    expect(await count('SELECT COUNT(*) AS n FROM `Post`')).toBe(5_000);
    expect(await count('SELECT COUNT(*) AS n FROM `Comment`')).toBe(20_000);
    expect(Math.abs((await count('SELECT COUNT(*) AS n FROM `Membership`')) - 3_000)).toBeLessThan(300);
  });

  test('has one user in five who has written no post, yet comments', async () => {
    const silent = 'FROM `User` u WHERE NOT EXISTS (SELECT 1 FROM `Post` WHERE authorId = u.id)';
    expect(await count(`SELECT COUNT(*) AS n ${silent}`)).toBe(200);
    expect(
      await count(
        `SELECT COUNT(*) AS n ${silent} AND EXISTS (SELECT 1 FROM \`Comment\` WHERE authorId = u.id)`,
      ),
    ).toBe(200);
  });

  test('has five posts of the first user at least, and three commentators for each of the first posts', async () => {
    expect(await count('SELECT COUNT(*) AS n FROM `Post` WHERE authorId = 1')).toBeGreaterThanOrEqual(5);
    expect(
      await count(
        `SELECT MIN(people) AS n FROM (SELECT COUNT(DISTINCT c.authorId) AS people
           FROM \`Post\` p LEFT JOIN \`Comment\` c ON c.postId = p.id WHERE p.id <= 1000 GROUP BY p.id) AS each_post`,
      ),
    ).toBeGreaterThanOrEqual(3);
  });

  test('has posts without comments, users without teams, and managers that form one tree', async () => {
    expect(
      await count(
        'SELECT COUNT(*) AS n FROM `Post` p WHERE NOT EXISTS (SELECT 1 FROM `Comment` WHERE postId = p.id)',
      ),
    ).toBeGreaterThan(100);
    expect(
      await count(
        'SELECT COUNT(*) AS n FROM `User` u WHERE NOT EXISTS (SELECT 1 FROM `Membership` WHERE userId = u.id)',
      ),
    ).toBeGreaterThan(50);
    expect(
      await count(
        `WITH RECURSIVE tree AS (SELECT id, 0 AS depth FROM \`User\` WHERE managerId IS NULL
           UNION ALL SELECT u.id, depth + 1 FROM \`User\` u JOIN tree ON u.managerId = tree.id)
         SELECT COUNT(DISTINCT id) AS n FROM tree WHERE depth <= 5`,
      ),
    ).toBe(1_000);
    expect(await count('SELECT COUNT(*) AS n FROM `User` WHERE managerId IS NULL')).toBe(1);
  });

  // It is loaded without the database's checks of foreign keys.
  test('refers to rows that are there, none older than what it hangs on', async () => {
    for (const [table, column, target] of [
      ['User', 'managerId', 'User'],
      ['Membership', 'userId', 'User'],
      ['Membership', 'teamId', 'Team'],
      ['Post', 'authorId', 'User'],
      ['Comment', 'postId', 'Post'],
      ['Comment', 'authorId', 'User'],
    ]) {
      expect(
        await count(
          `SELECT COUNT(*) AS n FROM \`${table}\` a LEFT JOIN \`${target}\` b ON b.id = a.${column} WHERE b.id IS NULL AND a.${column} IS NOT NULL`,
        ),
        `${table}.${column}`,
      ).toBe(0);
    }
    expect(
      await count(
        'SELECT COUNT(*) AS n FROM `Post` p JOIN `User` u ON u.id = p.authorId WHERE p.createdAt < u.createdAt',
      ),
    ).toBe(0);
    expect(
      await count(
        'SELECT COUNT(*) AS n FROM `Comment` c JOIN `Post` p ON p.id = c.postId WHERE c.createdAt < p.createdAt',
      ),
    ).toBe(0);
  });
});

describe('Seed', () => {
  test('grows with its scale', async () => {
    const [users, teams] = buildSeedTables(3);
    expect(users?.rowCount).toBe(3_000);
    expect([...(users?.rows() ?? [])]).toHaveLength(3_000);
    expect(teams?.rowCount).toBe(150);
  });

  test('leaves a directory alone that has users', async () => {
    await using database = await openTestDatabase('tables');
    await database.connection.query(
      "INSERT INTO `User` (email, name, updatedAt) VALUES ('ann@example.com', 'Ann', NOW())",
    );
    expect(await seed({ url: database.url, scale: 1, report })).toBe(false);
    expect(await database.connection.query('SELECT id FROM `User`')).toHaveLength(1);
  });

  test('run by two at once fills the directory once', async () => {
    await using database = await openTestDatabase('tables');
    const filled = await Promise.all([1, 2].map(() => seed({ url: database.url, scale: 1, report })));
    expect(filled.filter((done) => done)).toHaveLength(1);
    expect(await database.connection.query('SELECT COUNT(*) AS n FROM `Comment`')).toEqual([{ n: 20_000 }]);
  });

  test('that is cut off leaves the directory empty, so that the next one fills it', async () => {
    await using database = await openTestDatabase('tables');
    const { connection: observer, url, name } = database;
    const cut = seed({ url, scale: 1, report: (line) => void lines.push(line) });
    const lines: string[] = [];
    const outcome = cut.then(
      () => 'done',
      () => 'cut off',
    );
    await expect
      .poll(() => lines.some((line) => line.includes('Comment')), { interval: 1, timeout: 20_000 })
      .toBe(true);
    const sessions = await observer.query<{ id: number }[]>(
      'SELECT ID AS id FROM information_schema.PROCESSLIST WHERE DB = ? AND ID <> CONNECTION_ID()',
      [name],
    );
    for (const { id } of sessions) await observer.query(`KILL ${id}`);
    expect(await outcome).toBe('cut off');
    expect(await observer.query('SELECT id FROM `User` LIMIT 1')).toEqual([]);
    expect(await seed({ url, scale: 1, report })).toBe(true);
    expect(await observer.query('SELECT COUNT(*) AS n FROM `Comment`')).toEqual([{ n: 20_000 }]);
  });
});
