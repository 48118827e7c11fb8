import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openGatewayProcess } from '../support/gateway-process.ts';
import { runInProcess as run } from '../support/run-in-process.ts';

const folder = await mkdtemp(join(tmpdir(), 'gather-pull-'));

afterAll(() => rm(folder, { recursive: true, force: true }));

async function openShop(): Promise<TestDatabase> {
  const database = await openTestDatabase('nothing');
  await database.connection.query(
    'CREATE TABLE book_authors (id INT PRIMARY KEY, full_name VARCHAR(50) NOT NULL)',
  );
  await database.connection.query(
    'CREATE TABLE books (id INT PRIMARY KEY, author_id INT NOT NULL, FOREIGN KEY (author_id) REFERENCES book_authors (id))',
  );
  await database.connection.query("INSERT INTO book_authors VALUES (1, 'Ada')");
  await database.connection.query('INSERT INTO books VALUES (7, 1)');
  return database;
}

async function openProject(): Promise<string> {
  return await mkdtemp(join(folder, 'project-'));
}

describe('`gather pull`', () => {
  test('writes prisma/schema.prisma, which `gather start` then finds, and leaves it alone the next time', async () => {
    await using database = await openShop();
    const project = await openProject();
    const settings = { DATABASE_URL: database.url, INIT_CWD: project };
    const first = await run(['pull'], settings);
    expect(first).toMatchObject({ code: 0, output: '' });
    expect(first.complaints).toBe('Wrote prisma/schema.prisma with 2 tables and views.\n');
    const text = await readFile(join(project, 'prisma/schema.prisma'), 'utf8');
    expect(text).toContain('model BookAuthor {');
    const second = await run(['pull'], settings);
    expect(second.complaints).toBe('prisma/schema.prisma has all 2 tables and views as they are.\n');
    expect(await readFile(join(project, 'prisma/schema.prisma'), 'utf8')).toBe(text);

    const { output } = await run(['schema'], { INIT_CWD: project });
    expect(output).toContain('type BookAuthor implements Node');
  });

  test('prints the schema with the names of the database, if asked to', async () => {
    await using database = await openShop();
    const project = await openProject();
    const settings = { DATABASE_URL: database.url, INIT_CWD: project };
    const { output, complaints, code } = await run(['pull', '--print', '--names', 'as-is'], settings);
    expect(code).toBe(0);
    expect(complaints).toBe('');
    expect(output).toContain('model book_authors {');
    expect(output).toMatch(/^ +author_id +Int$/m);
    await expect(readFile(join(project, 'prisma/schema.prisma'))).rejects.toThrow('ENOENT');
  });

  test('leaves a schema alone that Prisma refuses', async () => {
    await using database = await openShop();
    const project = await openProject();
    await mkdir(join(project, 'prisma'));
    await writeFile(join(project, 'prisma/schema.prisma'), 'model Book {\n  id Imt @id\n}\n');
    const { code, complaints } = await run(['pull'], { DATABASE_URL: database.url, INIT_CWD: project });
    expect(code).toBe(1);
    expect(complaints).toContain('Prisma cannot read prisma/schema.prisma');
    expect(await readFile(join(project, 'prisma/schema.prisma'), 'utf8')).toContain('Imt');
  });

  test('is refused without a database, without tables, and where it may not write', async () => {
    const project = await openProject();
    const none = await run(['pull'], { INIT_CWD: project });
    expect(none).toMatchObject({ code: 2, output: '' });
    expect(none.complaints).toContain('DATABASE_URL: expected the database to pull');

    await using database = await openTestDatabase('nothing');
    const settings = { DATABASE_URL: database.url, INIT_CWD: project };
    const empty = await run(['pull'], settings);
    expect(empty).toMatchObject({
      code: 1,
      complaints: 'The database in DATABASE_URL has no tables to pull.\n',
    });
    const model = await run(['pull'], { ...settings, PRISMA_SCHEMA: 'model.json' });
    expect(model).toMatchObject({ code: 2 });
    expect(model.complaints).toContain(
      'PRISMA_SCHEMA: expected the .prisma file that `gather pull` may write',
    );
    const style = await run(['pull', '--names', 'nice'], settings);
    expect(style).toMatchObject({ code: 2 });
    expect(style.complaints).toContain('Allowed choices are pleasant, as-is');
  });
});

describe('`gather start` without a schema', () => {
  test('serves the tables of the database, and says so', async () => {
    await using database = await openShop();
    await using gateway = await openGatewayProcess({
      DATABASE_URL: database.url,
      INIT_CWD: await openProject(),
    });
    await gateway.ready();
    expect(gateway.output()).toContain(
      'There is no Prisma schema, so the API is that of the 2 tables in the database.',
    );
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ books { nodes { id author { fullName books { totalCount } } } } }' }),
    });
    expect(await response.json()).toEqual({
      data: { books: { nodes: [{ id: '7', author: { fullName: 'Ada', books: { totalCount: 1 } } }] } },
    });
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });

  test('is refused in production, and with --seed', async () => {
    await using database = await openShop();
    const settings = { DATABASE_URL: database.url, INIT_CWD: await openProject() };
    const production = await run(['start'], { ...settings, NODE_ENV: 'production' });
    expect(production.code).toBe(2);
    expect(production.complaints).toContain(
      'PRISMA_SCHEMA: expected the schema of the database in DATABASE_URL, got none.',
    );
    const seeded = await run(['start', '--seed'], settings);
    expect(seeded.code).toBe(2);
    expect(seeded.complaints).toContain('--seed works only with the bundled schema');
  });
});
