import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway, traced } from '../support/gateway.ts';
import { own } from './documented/fields.ts';
import { ownSql } from './documented/sql.ts';

const opened = new AsyncDisposableStack();
let fields: TestGateway;
let sql: TestGateway;

beforeAll(async () => {
  const { url: databaseUrl } = opened.use(await openTestDatabase('directory'));
  fields = opened.use(await openTestGateway({ databaseUrl, own }));
  sql = opened.use(await openTestGateway({ databaseUrl, own: ownSql }));
});

afterAll(() => opened.disposeAsync());

test.each([
  ['own-fields.md', ['documented/fields.ts', 'types/register.ts']],
  ['own-sql.md', ['documented/sql.ts']],
])('The page %s shows code that is compiled and run', async (page, files) => {
  const text = await readFile(join(import.meta.dirname, '../../docs', page), 'utf8');
  const blocks = [...text.matchAll(/^```ts (\S+)\n([^]*?)^```$/gm)];
  expect(blocks.map(([, name]) => name)).toEqual(files.map((file) => basename(file)));
  for (const [index, file] of files.entries()) {
    const code = await readFile(join(import.meta.dirname, file), 'utf8');
    expect(blocks[index]?.[2]).toBe(code.replaceAll("'../../../src/index.ts'", "'gather-graphql'"));
  }
});

describe('Documented own code', () => {
  test('answers fields of rows, in threads and one by one', async () => {
    const { data, errors, calls } = await fields.query(
      '{ users(first: 2) { nodes { initials avatar(size: 8) { url width } mentor { name } summary legacy } } oldest { id } }',
      {},
      traced,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      users: {
        nodes: [
          {
            initials: 'AO',
            avatar: { url: '/avatars/user1@example.com?size=8', width: 8 },
            mentor: null,
            legacy: 'user 1',
          },
          {},
        ],
      },
      oldest: { id: '1' },
    });
    expect(calls.find(({ field }) => field === 'User.legacy')).toMatchObject({
      rows: 2,
      note: 'not batched',
    });
  });

  test('writes in a transaction, and refuses with its own error', async () => {
    const promoted = await fields.query('mutation { promote(userId: 2) { id role } }');
    expect(promoted.data).toEqual({ promote: { id: '2', role: 'ADMIN' } });
    expect(fields.lines.some(({ msg }) => msg === 'Promoted')).toBe(true);
    const { errors } = await fields.query('mutation { promote(userId: 1) { id } }');
    expect(errors).toMatchObject([
      { message: 'User 1 stays as it is.', path: ['promote'], extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  test('answers by SQL', async () => {
    const { errors, statements, statementsAtMost } = await sql.query(
      '{ users(first: 20) { nodes { latestPost { title } teamsAs { name } all: teamsAs(roles: [OWNER, MEMBER]) { id } } } }',
      {},
      traced,
    );
    expect(errors).toBeUndefined();
    expect(statements.length).toBeLessThanOrEqual(statementsAtMost ?? 0);
  });
});
