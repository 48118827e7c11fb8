import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdempotencyTable } from '../../../src/database/write/make-idempotency-table.ts';
import type { Models } from '../../../src/model/model.ts';
import type { ViewerDefinition } from '../../../src/rules/viewer/viewer-definition.ts';
import { openCountedDatabase } from '../../support/count-statements.ts';
import { openTestDatabase, seededDatabaseUrl, type TestDatabase } from '../../support/database.ts';
import { type GraphQLAnswer, openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { readOwnModels } from '../../support/own-models.ts';
import { defineViewer, signSecretly } from './support.ts';

const lookup = '{ user(id: 1) { id } }';
const fromProxy = { TRUSTED_PROXIES: 'loopback' };

/** Opens a gateway of the directory. */
function open(
  definition: Partial<ViewerDefinition>,
  settings: Readonly<Record<string, string>> = {},
  databaseUrl = seededDatabaseUrl(),
): Promise<TestGateway> {
  return openTestGateway({ databaseUrl, settings, viewer: defineViewer(definition) });
}

function query(gateway: TestGateway, headers: Readonly<Record<string, string>>): Promise<GraphQLAnswer> {
  return gateway.query(lookup, {}, { headers });
}

async function withToken(claims: Readonly<Record<string, unknown>> = {}): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await signSecretly({ claims })}` };
}

/** Sends a request. Returns its status, its code, and the viewer in the log. */
async function see(
  gateway: TestGateway,
  headers: Readonly<Record<string, string>>,
): Promise<readonly [status: number, code: string | undefined, viewer: unknown]> {
  const { status, errors } = await query(gateway, headers);
  return [
    status,
    errors?.[0]?.extensions.code,
    gateway.lines.findLast(({ msg }) => msg === 'request')?.['viewer'],
  ];
}

describe('The headers of a proxy', () => {
  const definition: ViewerDefinition = {
    values: { id: 'User.id' },
    read: ({ headers }) => (headers['x-user'] === undefined ? null : { id: headers['x-user'] }),
  };

  test('count only from trusted proxies', async () => {
    const databaseUrl = seededDatabaseUrl();
    await using trusting = await openTestGateway({ databaseUrl, settings: fromProxy, viewer: definition });
    await using others = await openTestGateway({
      databaseUrl,
      settings: { TRUSTED_PROXIES: '10.0.0.0/8' },
      viewer: definition,
    });
    await using none = await openTestGateway({ databaseUrl, viewer: definition });
    const headers = { 'x-user': '7', 'x-forwarded-for': '10.0.0.1' };
    expect(await see(trusting, headers)).toEqual([200, undefined, '7']);
    expect(await see(others, headers)).toEqual([200, undefined, undefined]);
    expect(await see(none, headers)).toEqual([200, undefined, undefined]);
    expect(await see(trusting, { 'x-user': 'robot' })).toEqual([401, 'UNAUTHENTICATED', undefined]);
    expect(await see(trusting, {})).toEqual([200, undefined, undefined]);
    // The proxy has verified the token, and anybody else has not.
    expect(await see(trusting, { 'x-user': '7', authorization: 'Bearer x' })).toEqual([200, undefined, '7']);
    expect(await see(none, { authorization: 'Bearer x' })).toEqual([401, 'UNAUTHENTICATED', undefined]);
  });
});

describe('The code of a definition', () => {
  test.each<[string, ViewerDefinition['read'], number]>([
    [
      'throws',
      () => {
        throw new Error('hunter2');
      },
      500,
    ],
    ['rejects', () => Promise.reject(new Error('hunter2')), 500],
    // @ts-expect-error: it is no viewer.
    ['returns a text', () => 'hunter2', 500],
    ['returns an unknown value', () => ({ userId: 7 }), 500],
    ['returns roles that are no list', () => ({ id: 7, roles: 'admin' }), 500],
    ['returns a value of another type', () => ({ id: { hunter2: 1 } }), 401],
    ['returns a list for one value', () => ({ id: [7] }), 401],
    ['returns a list that is too long', () => ({ ids: [1, 2, 3, 4] }), 401],
    ['returns a wrong value in a list', () => ({ ids: [1, 'hunter2'] }), 401],
  ])('that %s makes no viewer, and no anonymous one', async (_name, read, status) => {
    const values: ViewerDefinition['values'] = { id: 'User.id', ids: ['User.id'] };
    await using gateway = await open({ read, values }, { CLAIM_MAX_VALUES: '3' });
    const { data, errors, ...answer } = await query(gateway, await withToken());
    expect(answer.status).toBe(status);
    expect(data).toBeUndefined();
    expect(JSON.stringify(errors)).not.toContain('hunter2');
    const failures = gateway.lines.filter(({ msg }) => msg === 'A request failed unexpectedly');
    expect(failures).toHaveLength(status === 500 ? 1 : 0);
  });

  test('may return nobody, which is refused if a viewer is required', async () => {
    await using gateway = await open({ read: () => null });
    await using closed = await open({ read: () => null, required: true });
    expect(await see(gateway, await withToken())).toEqual([200, undefined, undefined]);
    expect(await see(closed, await withToken())).toEqual([401, 'UNAUTHENTICATED', undefined]);
  });
});

describe('The row of a viewer', () => {
  const row: ViewerDefinition['row'] = {
    model: 'User',
    key: 'id',
    roles: (user) => (user['role'] === 'ADMIN' ? ['admin', 'unknown'] : []),
  };

  test('has the roles of today, by one load for all viewers of a moment', async () => {
    await using database = await openCountedDatabase(seededDatabaseUrl());
    const seen: unknown[] = [];
    await using gateway = await open(
      { row, read: ({ claims }) => claims && { id: claims['sub'] } },
      {},
      database.url,
    );
    const tokens = await Promise.all(Array.from({ length: 40 }, (_, index) => withToken({ sub: index + 1 })));
    await Promise.all(tokens.map((headers) => query(gateway, headers))); // verified, and connected
    const statements = await database.countStatements(async () => {
      const answers = await Promise.all(tokens.map((headers) => query(gateway, headers)));
      seen.push(...answers.map(({ status }) => status));
    });
    expect(seen).toEqual(Array.from({ length: 40 }, () => 200));
    expect(statements).toBeLessThan(40);
    const { statements: logged } = gateway.lines.findLast(({ msg }) => msg === 'request') ?? {};
    expect(logged).toBe(2);
  });

  test('must exist', async () => {
    await using gateway = await open({ row });
    expect(await see(gateway, await withToken({ sub: 999_999 }))).toEqual([
      401,
      'UNAUTHENTICATED',
      undefined,
    ]);
    expect(await see(gateway, await withToken({ sub: undefined }))).toEqual([
      401,
      'UNAUTHENTICATED',
      undefined,
    ]);
    expect(await see(gateway, {})).toEqual([200, undefined, undefined]);
  });

  test('that cannot be loaded makes no anonymous request', async () => {
    await using gateway = await open({ row: { ...row, roles: () => Promise.reject(new Error('no')) } });
    expect(await see(gateway, await withToken())).toEqual([500, 'INTERNAL_SERVER_ERROR', undefined]);
  });
});

describe('An API key', () => {
  let database: TestDatabase;
  let models: Models;
  beforeAll(async () => {
    database = await openTestDatabase('nothing');
    models = await readOwnModels(`model Program {
  id      Int      @id
  hash    String   @unique @db.Char(64)
  digest  Bytes    @unique @db.Binary(32)
  name    String
  expires DateTime?
}
`);
    await database.connection.query(
      'CREATE TABLE Program (id INT PRIMARY KEY, hash CHAR(64) UNIQUE, digest BINARY(32) UNIQUE, name VARCHAR(191) NOT NULL, expires DATETIME(3))',
    );
    for (const [id, key] of ['key-of-one', 'key-of-two'].entries()) {
      const digest = createHash('sha256').update(key).digest();
      const expires = id === 1 ? '2020-01-01' : null;
      await database.connection.query('INSERT INTO Program VALUES (?, ?, ?, ?, ?)', [
        id + 1,
        digest.toString('hex'),
        digest,
        key,
        expires,
      ]);
    }
  });
  afterAll(() => database[Symbol.asyncDispose]());

  test.each(['hash', 'digest'])('is looked up by its %s, and is never in the log', async (key) => {
    await using gateway = await openTestGateway({
      databaseUrl: database.url,
      models,
      viewer: {
        values: { id: 'Program.id' },
        apiKey: {
          header: 'X-Api-Key',
          model: 'Program',
          key,
          hash: 'sha256',
          viewer: (row) => (row['expires'] === null ? { id: row['id'] } : null),
        },
      },
    });
    const document = '{ programs { totalCount } }';
    const send = async (headers: Readonly<Record<string, string>>): Promise<unknown> => {
      const { status } = await gateway.query(document, {}, { headers });
      return [status, gateway.lines.findLast(({ msg }) => msg === 'request')?.['viewer']];
    };
    expect(await send({ 'x-api-key': 'key-of-one' })).toEqual([200, '1']);
    expect(await send({ 'x-api-key': 'key-of-two' })).toEqual([401, undefined]);
    for (const wrong of ['key-of-three', '', 'x'.repeat(2_000), 'key-of-one, key-of-one']) {
      expect(await send({ 'x-api-key': wrong })).toEqual([401, undefined]);
    }
    expect(await send({ 'x-api-key': 'key-of-one', authorization: 'Bearer x' })).toEqual([401, undefined]);
    expect(await send({})).toEqual([200, undefined]);
    expect(JSON.stringify(gateway.lines)).not.toMatch(/key-of/);
  });
});

describe('A viewer', () => {
  test('has idempotency keys of its own', async () => {
    await using database = await openTestDatabase('tables');
    await makeIdempotencyTable({ url: database.url, report: () => undefined });
    await using gateway = await open({}, {}, database.url);
    const create = async (headers: Readonly<Record<string, string>>, slug: string): Promise<unknown> => {
      const { data, errors } = await gateway.query(
        'mutation ($slug: String!) { createTeam(data: { slug: $slug, name: "x" }) { id } }',
        { slug },
        { headers: { ...headers, 'idempotency-key': 'one' } },
      );
      return errors?.[0]?.extensions.code ?? data;
    };
    const [ann, bob] = [await withToken({ sub: 1 }), await withToken({ sub: 2 })];
    const first = await create(ann, 'a');
    expect(first).toMatchObject({ createTeam: {} });
    // The same viewer gets the kept answer, also with another token and other roles.
    expect(await create(await withToken({ sub: 1, roles: ['admin'] }), 'a')).toEqual(first);
    expect(await create(bob, 'a')).toBe('CONFLICT');
    expect(await create({}, 'a')).toBe('CONFLICT');
    expect(await create(bob, 'b')).not.toEqual(first);
    expect(await create({}, 'c')).toMatchObject({ createTeam: {} });
    expect(await create(ann, 'other')).toBe('BAD_REQUEST');
  });

  test('is known to own code, and nobody is null', async () => {
    await using gateway = await openTestGateway({
      databaseUrl: seededDatabaseUrl(),
      viewer: defineViewer(),
      own: {
        extend: {
          Query: (root) => ({
            me: root.field('String', { resolve: (_, { viewer }) => JSON.stringify(viewer) }),
          }),
        },
      },
    });
    const ask = async (headers: Readonly<Record<string, string>>): Promise<unknown> =>
      (await gateway.query('{ me }', {}, { headers })).data;
    expect(await ask(await withToken({ roles: ['admin', 'other'] }))).toEqual({
      me: '{"id":"7","roles":["admin"]}',
    });
    expect(await ask({})).toEqual({ me: 'null' });
  });
});

describe('A gateway in production without viewers', () => {
  test('warns once that it answers everybody', async () => {
    const settings = { NODE_ENV: 'production' };
    await using gateway = await openTestGateway({ databaseUrl: seededDatabaseUrl(), settings });
    await using guarded = await open({}, settings);
    expect([countWarnings(gateway), countWarnings(guarded)]).toEqual([1, 0]);
  });
});

function countWarnings({ lines }: TestGateway): number {
  return lines.filter(({ msg }) => String(msg).startsWith('No viewer is defined')).length;
}
