import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitUntil } from '../src/std/wait-until.ts';
import { openTestDatabase, type TestDatabase } from './support/database.ts';
import { type GatewayProcess, openGatewayProcess } from './support/gateway-process.ts';

const megabyte = 1_000_000;
const rows = 1_000;

let database: TestDatabase;
let gateway: GatewayProcess;

/** A thousand posts of a megabyte each, and a gateway that has served for a while. */
beforeAll(async () => {
  database = await openTestDatabase('tables');
  const { connection } = database;
  await connection.query(
    'ALTER TABLE `Post` MODIFY `body` LONGTEXT NOT NULL, ROW_FORMAT = COMPRESSED; ' +
      "INSERT INTO `User` (id, email, name, updatedAt) VALUES (1, 'a@x', 'Ada', NOW(3)); " +
      `INSERT INTO \`Post\` (id, title, body, authorId) SELECT 1, 'A title', REPEAT('x', ${megabyte}), 1`,
  );
  for (let count = 1; count < rows; count *= 2) {
    await connection.query(
      "INSERT INTO `Post` (id, title, body, authorId) SELECT id + ?, 'A title', REPEAT('x', ?), 1 FROM " +
        '(SELECT id FROM `Post`) AS p WHERE id + ? <= ?',
      [count, megabyte, count, rows],
    );
  }
  gateway = await openGatewayProcess({ DATABASE_URL: database.url, NODE_ENV: 'production' });
  await gateway.ready();
  for (let turn = 0; turn < 50; turn += 1) await ask('{ posts(first: 1000) { nodes { id title } } }');
}, 180_000);

afterAll(async () => {
  gateway.kill('SIGTERM');
  await gateway.ended;
  await database[Symbol.asyncDispose]();
});

describe('Memory', () => {
  test('does not grow by a long text that is not asked for', async () => {
    const growth = await measureGrowth(async () => {
      for (let turn = 0; turn < 20; turn += 1) {
        const { data, errors } = await ask('{ posts(first: 1000) { nodes { id title } } }');
        expect(errors).toBeUndefined();
        expect(JSON.stringify(data).match(/"id"/g)).toHaveLength(rows);
      }
    });
    expect(growth).toBeLessThan(50 * megabyte);
  });

  test.each([
    ['a list', `posts(first: ${rows}) { nodes { body } }`],
    [
      'a lookup of many',
      `postsById(ids: [${Array.from({ length: rows }, (_, index) => index + 1).join()}]) { body }`,
    ],
  ])(
    'is bounded where %s asks for it, which is refused, and those beside it are answered',
    async (_, fields) => {
      const growth = await measureGrowth(async () => {
        const [{ status, errors, data }, neighbour] = await Promise.all([
          ask(`{ ${fields} }`),
          ask('{ post(id: 1) { body } }'),
        ]);
        expect(errors).toMatchObject([
          {
            message: expect.stringMatching(/^Expected an answer of at most 32000000 bytes/),
            extensions: { code: 'TOO_COMPLEX' },
          },
        ]);
        expect(status).toBe(400);
        expect(data).toBeUndefined();
        expect(JSON.stringify(neighbour.data)).toHaveLength(megabyte + '{"post":{"body":""}}'.length);
      });
      expect(growth).toBeLessThan(160 * megabyte);
      expect(await waitUntil(isIdle, { intervalMs: 10, timeoutMs: 10_000 })).toBe(true);
    },
  );
});

interface Answer {
  readonly status: number;
  readonly data?: unknown;
  readonly errors?: unknown;
}

async function ask(query: string): Promise<Answer> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) }; // as the gateway answers
}

/** Whether the database is busy with no statement of the gateway. */
async function isIdle(): Promise<boolean> {
  const running = await database.connection.query<unknown[]>(
    'SELECT 1 FROM information_schema.PROCESSLIST WHERE DB = ? AND ID <> CONNECTION_ID() AND INFO IS NOT NULL',
    [database.name],
  );
  return running.length === 0;
}

/** By how many bytes the most memory that the gateway held during an act is above what it held before. */
async function measureGrowth(act: () => Promise<void>): Promise<number> {
  await writeFile(`/proc/${gateway.pid}/clear_refs`, '5'); // the peak begins anew
  const before = await readMemory('VmRSS');
  await act();
  return (await readMemory('VmHWM')) - before;
}

async function readMemory(name: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${gateway.pid}/status`, 'utf8');
  const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
  return Number(kilobytes) * 1_024;
}
