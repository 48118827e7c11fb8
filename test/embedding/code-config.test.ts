import { describe, expect, test } from 'vitest';
import { createGateway } from '../../src/index.ts';
import { bundledSchema, openEmbedded } from './support.ts';

const lookup = '{ user(id: 1) { id } }';

describe('A configuration in code', () => {
  test('is refused with all faults at once', async () => {
    const faulty = {
      databaseUrl: 'postgres://ann:hunter2@localhost/app',
      pageSizeMax: 1.5,
      poolSiz: 3,
      PAGE_SIZE_DEFAULT: 5,
      graphiql: 'yes',
      corsOrigins: ['nowhere'],
      host: 5,
      metrics: null,
      logLevel: () => 'info',
      prismaSchema: 'x',
      path: 'graphql',
      log: {},
    };
    // @ts-expect-error: each of them is a mistake.
    const error: unknown = await createGateway(faulty).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'ConfigError',
      faults: [
        'poolSiz: not a setting. Did you mean poolSize?',
        'PAGE_SIZE_DEFAULT: not a setting. Did you mean pageSizeDefault?',
        'host: expected a text, got 5',
        'metrics: expected a number, a switch or a text, got null',
        'logLevel: expected a text, got a function',
        'prismaSchema: expected the name schema',
        'path: expected a path such as /graphql, got "graphql"',
        'log: expected an object with a function write',
        'databaseUrl: expected mysql://user:password@host:port/database (or mariadb://…), got a URL of another kind of database (not shown: it may hold a password)',
        'graphiql: expected true or false, got "yes"',
        'corsOrigins: expected origins such as https://app.example.com, separated by commas, got ["nowhere"]',
        'pageSizeMax: expected a whole number from 1 to 100000, got 1.5',
        'schema: expected the Prisma schema of the database, got none',
      ],
    });
  });

  test('gives way to the environment that it names, and to no other', async () => {
    await using embedded = await openEmbedded({
      pageSizeMax: 5,
      pageSizeDefault: '5',
      env: { PAGE_SIZE_MAX: '7', PAGE_SIZE_DEFAULT: '' },
    });
    const { errors } = await embedded.gateway.execute('{ users(first: 8) { totalCount } }');
    expect(errors?.[0]?.message).toContain('from 0 to 7');
    expect(await embedded.gateway.execute('{ users { nodes { id } } }')).toMatchObject({
      data: { users: { nodes: Array.from({ length: 5 }, () => ({})) } },
    });
  });

  test('does not wait for a database that is away', async () => {
    await using embedded = await openEmbedded({
      databaseUrl: 'mysql://root@127.0.0.1:9/app',
      connectTimeoutMs: 100,
    });
    const { errors } = await embedded.gateway.execute(lookup);
    expect(errors?.[0]?.extensions).toEqual({ code: 'DATABASE_UNAVAILABLE' });
    expect(await embedded.gateway.close()).toBe(true);
  });

  test('needs a database and a schema', async () => {
    await expect(createGateway({})).rejects.toThrow(/databaseUrl: .*\n  schema: /);
    await expect(
      createGateway({ schema: bundledSchema, databaseUrl: 'mysql://a@b/c', env: { NODE_ENV: 'x' } }),
    ).rejects.toThrow('NODE_ENV: expected production, development or test, got "x"');
  });
});
