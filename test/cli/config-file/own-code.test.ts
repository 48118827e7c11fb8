import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../support/database.ts';
import { openGatewayProcess, runToEnd } from '../../support/gateway-process.ts';

const root = new URL('../../../', import.meta.url);
const client = new URL('src/database/generated/client.ts', root).href;
const folder = await mkdtemp(join(tmpdir(), 'gather-own-'));

afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const config = `import { defineConfig } from '${new URL('src/index.ts', root).href}';
import { PrismaClient } from '${client}';

export default defineConfig({
  types: 'type Badge { text: String! }',
  prisma: (adapter) => new PrismaClient({ adapter }),
  extend: {
    User: (user) => ({
      badge: user.field('Badge!', {
        needs: ['name'],
        load: (users) => users.map(({ name }) => ({ text: name.toUpperCase() })),
      }),
      shout: user.field('String!', { needs: ['name'], worker: './shout.ts' }),
    }),
    Query: (query) => ({
      counted: query.field('Int!', { statements: 1, resolve: (_, { prisma }) => prisma.user.count() }),
      undeclared: query.field('Int', { resolve: (_, { prisma }) => prisma.user.count() }),
    }),
    Mutation: (mutation) => ({
      rename: mutation.field('User!', {
        args: { id: 'ID!', name: 'String!', fails: 'Boolean = false' },
        resolve: async ({ id, name, fails }, { prisma }) => {
          await prisma.user.update({ where: { id: Number(id) }, data: { name } });
          if (fails) throw new Error('Not this one.');
          return id;
        },
      }),
    }),
  },
});
`;

async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return await response.json();
}

describe('Own code in gather.config.ts', () => {
  test.each(['1', '2'])('is served by %s process, with the Prisma client of the file', async (PROCESSES) => {
    await write('shout.ts', 'export default (users) => users.map(({ name }) => `${name}!`);');
    const GATHER_CONFIG = await write('gather.config.ts', config);
    await using database = await openTestDatabase('directory');
    const settings = { GATHER_CONFIG, PROCESSES, DATABASE_URL: database.url };
    await using gateway = await openGatewayProcess(settings);
    await gateway.ready();
    const { url } = gateway;
    const [first] = await database.connection.query<{ id: number; name: string }[]>(
      'SELECT id, name FROM User ORDER BY id LIMIT 1',
    );
    const [{ count } = { count: 0n }] = await database.connection.query<{ count: bigint }[]>(
      'SELECT COUNT(*) AS count FROM User',
    );
    const { id, name } = first ?? { id: 0, name: '' };
    expect(await ask(url, `{ counted user(id: ${id}) { badge { text } shout } }`)).toEqual({
      data: { counted: Number(count), user: { badge: { text: name.toUpperCase() }, shout: `${name}!` } },
    });
    expect(await ask(url, '{ undeclared }')).toMatchObject({
      data: { undeclared: null },
      errors: [{ path: ['undeclared'] }],
    });
    // The client's write is in the transaction of the mutation, and so is what is read after it.
    expect(await ask(url, `mutation { rename(id: ${id}, name: "Zoë") { badge { text } } }`)).toEqual({
      data: { rename: { badge: { text: 'ZOË' } } },
    });
    expect(
      await ask(url, `mutation { rename(id: ${id}, name: "Nobody", fails: true) { id } }`),
    ).toMatchObject({
      errors: [{ path: ['rename'] }],
    });
    expect(await ask(url, `{ user(id: ${id}) { name } }`)).toEqual({ data: { user: { name: 'Zoë' } } });
  });

  test('is part of the printed schema', async () => {
    const GATHER_CONFIG = await write('gather.config.ts', config);
    const { code, output } = await runToEnd(['schema'], { GATHER_CONFIG });
    expect(code).toBe(0);
    expect(output).toContain('type Badge {');
    expect(output).toContain('badge: Badge!');
  });

  test.each(['1', '2'])(
    'ends the start of %s process with code 2, file and line of each fault',
    async (PROCESSES) => {
      const GATHER_CONFIG = await write(
        'faults.ts',
        `export default {
  extend: {
    Usr: (user) => ({}),
    User: (user) => {
      return {
        own: user.field('String!', {
          load: () => [],
          needs: ['nmae'],
        }),
        'other': user.field('Strin', { load: () => [] }),
      };
    },
  },
};`,
      );
      await using database = await openTestDatabase();
      const settings = { GATHER_CONFIG, PROCESSES, DATABASE_URL: database.url, PORT: '0' };
      const { code, complaints } = await runToEnd(['start'], settings);
      expect(complaints.split('\n').map((line) => line.trim().replaceAll(`${folder}/`, ''))).toEqual([
        'The settings have 3 faults:',
        'faults.ts:3: extend.Usr: expected a model, Query or Mutation; did you mean User?',
        'faults.ts:8: extend.User.own.needs: expected fields of User, got "nmae"; did you mean name?',
        expect.stringMatching(/^faults\.ts:10: extend\.User\.other: .*Strin/),
        '',
      ]);
      expect(code).toBe(2);
    },
  );

  test('refuses a Prisma client that is no function', async () => {
    const GATHER_CONFIG = await write('client.ts', "export default {\n  prisma: 'client' };");
    await using database = await openTestDatabase();
    const { code, complaints } = await runToEnd(['start'], {
      GATHER_CONFIG,
      DATABASE_URL: database.url,
      PORT: '0',
    });
    expect(complaints).toContain('client.ts:2: prisma: expected a function such as');
    expect(code).toBe(2);
  });
});
