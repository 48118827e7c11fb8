import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';

let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = await openTestDatabase('tables');
  const { connection } = database;
  await connection.query("INSERT INTO Team (id, slug, name) VALUES (1, 'hunter2', 'hunter2')");
  await connection.query(
    `CREATE TRIGGER no_more BEFORE UPDATE ON Team FOR EACH ROW
     BEGIN SET @told = CONCAT('no team is called ', NEW.name); SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = @told; END`,
  );
  gateway = await openTestGateway({
    databaseUrl: database.url,
    settings: { TRUSTED_PROXIES: 'loopback, 10.0.0.0/8' },
  });
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** The lines of requests that have come since, of which there is one. */
async function readLine(send: () => Promise<unknown>): Promise<Readonly<Record<string, unknown>>> {
  const before = gateway.lines.length;
  await send();
  const isThere = (): boolean => gateway.lines.slice(before).some(({ msg }) => msg === 'request');
  expect(await waitUntil(isThere, { intervalMs: 5, timeoutMs: 10_000 })).toBe(true);
  const lines = gateway.lines.slice(before);
  expect(JSON.stringify(lines, withoutNumbers)).not.toMatch(/hunter2|4242|7\.5/);
  return lines.find(({ msg }) => msg === 'request') ?? {};
}

/** What the gateway itself makes up, which may look like anything. */
function withoutNumbers(name: string, value: unknown): unknown {
  return ['requestId', 'time', 'durationMs'].includes(name) ? undefined : value;
}

function send(body: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  return fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  }).then((response) => response.text());
}

describe('A refused request', () => {
  test.each<[document: string, variables: Record<string, unknown> | undefined, told: string]>([
    [
      '{ users(first: 4242) { totalCount } }',
      undefined,
      'Argument "first": expected a whole number from 0 to 1000, got …',
    ],
    [
      '{ users(first: -4242) { totalCount } }',
      undefined,
      'Argument "first": expected a whole number from 0 to 1000, got …',
    ],
    [
      '{ user(id: "hunter2") { id } }',
      undefined,
      'Argument "id": expected a whole number from -2147483648 to 2147483647, without leading zeros, got …',
    ],
    [
      '{ users(after: "hunter2") { totalCount } }',
      undefined,
      'Argument "after": expected a cursor from an earlier page, got …',
    ],
    [
      'query ($n: Int!) { users(first: $n) { totalCount } }',
      { n: 'hunter2' },
      'Variable "$n" got invalid value …',
    ],
    ['query ($n: Int!) { users(first: $n) { totalCount } }', { n: 7.5 }, 'Variable "$n" got invalid value …'],
    [
      'query ($n: Int!) { users(first: $n) { totalCount } }',
      {},
      'Variable "$n" of required type "Int!" was not provided.',
    ],
    [
      'query ($where: UserWhere) { users(where: $where) { totalCount } }',
      { where: { email: { equals: ['hunter2" at "hunter2"; '] } } },
      'Variable "$where" got invalid value … at "where.email.equals"',
    ],
    [
      'query ($where: UserWhere) { users(where: $where) { totalCount } }',
      { where: { hunter2: 1 } },
      'Variable "$where" got invalid value …',
    ],
    ['{ users(first: "hunter2") { totalCount } }', undefined, 'Int cannot represent non-integer value: …'],
    [
      '{ users(where: { email: hunter2 }) { totalCount } }',
      undefined,
      'Expected value of type "StringFilter", found …',
    ],
    ['{ users { emial } }', undefined, 'Cannot query field "emial" on type "UserConnection".'],
    ['{ users(size: 1) { totalCount } }', undefined, 'Unknown argument "size" on field "Query.users".'],
    ['{ users("hunter2") { id } }', undefined, 'Syntax Error: Expected Name, found …'],
    ['{ "hunter2', undefined, 'Syntax Error: Unterminated string.'],
    [
      '"hunter2" { id }',
      undefined,
      'Syntax Error: Unexpected description, descriptions are not supported on shorthand queries.',
    ],
    [
      'mutation { createTeam(data: { slug: "hunter2", name: "b" }) { id } }',
      undefined,
      'Another Team has this slug already.',
    ],
    ['mutation { deleteTeam(id: 4242) { id } }', undefined, 'Argument "id": there is no Team with the …'],
    [
      `mutation { createTeam(data: { slug: "${'hunter2'.repeat(60)}", name: "b" }) { id } }`,
      undefined,
      'Argument "data.slug": expected at most 191 characters, not 420, got …',
    ],
    [
      'mutation { updateTeam(id: 1, data: { name: "hunter2" }) { id } }',
      undefined,
      'A trigger or a procedure of the database refused the write.',
    ],
    [
      '{ users(orderBy: [{ name: asc, id: asc }]) { totalCount } }',
      undefined,
      'OneOf Input Object "UserOrderBy" must specify exactly one key.',
    ],
  ])('is logged with what was wrong and without its values: %s', async (query, variables, told) => {
    const line = await readLine(() => send(JSON.stringify({ query, variables })));
    expect(line).toMatchObject({ msg: 'request', client: '127.0.0.1' });
    expect(line['errors']).toEqual([told]);
  });

  test.each([
    ['hunter2', 'The body is not JSON: …'],
    ['{"query":"{ users }", "hunter2":"hunter2" hunter2 "hunter2"}', 'The body is not JSON: …'],
    ['["hunter2"]', 'Expected an object with a "query", got a list'],
    ['{"query": 4242}', 'Expected "query" to be a string, got a number'],
    ['{"query": "{ __typename }", "operationName": "hunter2"}', 'The document has no operation named ….'],
  ])('is logged without what it sent, where that is no GraphQL request: %s', async (body, told) => {
    expect((await readLine(() => send(body)))['errors']).toEqual([told]);
  });

  test('is logged without what its headers say', async () => {
    const json = JSON.stringify({ query: '{ __typename }' });
    const typed = await readLine(() => send(json, { 'content-type': 'hunter2/"hunter2' }));
    expect(typed['errors']).toEqual(['Expected the content type application/json, got …']);
    const accepting = await readLine(() => send(json, { accept: 'hunter2/"hunter2' }));
    expect(accepting['errors']).toEqual([
      'Expected to answer application/graphql-response+json or application/json, which … does not accept.',
    ]);
  });

  test('is logged with three of its messages at most, each once and bounded', async () => {
    const fields = Array.from({ length: 12 }, (_, index) => `f${index} f${index}`).join(' ');
    const line = await readLine(() => send(JSON.stringify({ query: `{ ${fields} ${'x'.repeat(5_000)} }` })));
    expect(line['errors']).toEqual(
      ['f0', 'f1', 'f2'].map((name) => `Cannot query field "${name}" on type "Query".`),
    );
    const long = await readLine(() => send(JSON.stringify({ query: `{ ${'x'.repeat(5_000)} }` })));
    expect(JSON.stringify(long['errors']).length).toBeLessThan(400);
  });

  test('is logged once for each that is sent, however many', async () => {
    const before = gateway.lines.length;
    await Promise.all(
      Array.from({ length: 50 }, () => send('{"query":"{ users(first: 4242) { totalCount } }"}')),
    );
    const logged = (): readonly unknown[] =>
      gateway.lines
        .slice(before)
        .filter((line) => Array.isArray(line['errors']) && line['errors'].length === 1);
    expect(await waitUntil(() => logged().length === 50, { intervalMs: 5, timeoutMs: 10_000 })).toBe(true);
  });

  test('is logged without its values where the fault is the gateway’s or the database’s, too', async () => {
    await using other = await openTestDatabase('tables');
    await using broken = await openTestGateway({ databaseUrl: other.url });
    await other.connection.query('RENAME TABLE Comment TO Remark');
    const document =
      '{ comments(where: { postId: { equals: 4242 }, body: { equals: "hunter2" } }) { nodes { id } } }';
    expect(await broken.query(document)).toMatchObject({
      errors: [{ extensions: { code: 'BAD_DATA' } }],
    });
    const isThere = (): boolean => broken.lines.some(({ msg }) => msg === 'request');
    expect(await waitUntil(isThere, { intervalMs: 5, timeoutMs: 10_000 })).toBe(true);
    const told = JSON.stringify(broken.lines, withoutNumbers);
    expect(told).toContain('A request failed unexpectedly');
    expect(told).toContain('FROM `Comment`');
    expect(told).not.toMatch(/hunter2|4242/);
  });

  test('whose client leaves within its body is a fault of the client', async () => {
    const { url } = gateway;
    const line = await readLine(
      () =>
        new Promise((resolve) => {
          const headers = { 'content-type': 'application/json', 'content-length': '100' };
          const sent = request(`${url}/graphql`, { method: 'POST', headers, agent: false });
          sent.on('error', () => resolve(undefined));
          sent.write('{"query"', () => sent.destroy());
        }),
    );
    expect(line).toMatchObject({ codes: ['BAD_REQUEST'], clientGone: true });
  });

  test('is not told of where nothing was wrong', async () => {
    expect(await readLine(() => send('{"query":"{ users { totalCount } }"}'))).not.toHaveProperty('errors');
  });
});

describe('The address of a client', () => {
  const query = JSON.stringify({ query: '{ __typename }' });

  async function readClient(forwarded: string): Promise<unknown> {
    const { url } = gateway;
    const line = await readLine(
      () =>
        new Promise((resolve, reject) => {
          const headers = { 'content-type': 'application/json', 'x-forwarded-for': forwarded };
          const sent = request(`${url}/graphql`, { method: 'POST', headers, agent: false }, (response) => {
            response.resume().once('end', resolve);
          });
          sent.once('error', reject).end(query);
        }),
    );
    return line['client'];
  }

  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['203.0.113.7, 10.1.2.3', '203.0.113.7'],
    ['203.0.113.7, ::ffff:10.1.2.3', '203.0.113.7'],
    ['2001:db8::7', '2001:db8::7'],
    ['10.1.2.3', '10.1.2.3'],
    ['', '127.0.0.1'],
    ['hunter2', '127.0.0.1'],
    ['203.0.113.7, hunter2', '127.0.0.1'],
    [Array.from({ length: 1_000 }, () => '10.0.0.1').join(), '10.0.0.1'],
  ])('behind trusted proxies is what the last that is none of them has: %s', async (forwarded, client) => {
    expect(await readClient(forwarded)).toBe(client);
  });

  test('is that of the peer where it is no trusted proxy, whatever it says', async () => {
    for (const proxies of ['', '192.0.2.1']) {
      await using other = await openTestGateway({
        databaseUrl: database.url,
        settings: { TRUSTED_PROXIES: proxies },
      });
      await other.query('{ __typename }', {}, { headers: { 'x-forwarded-for': '203.0.113.7' } });
      const logged = (): boolean => other.lines.some(({ client }) => client === '127.0.0.1');
      expect(await waitUntil(logged, { intervalMs: 5, timeoutMs: 10_000 })).toBe(true);
    }
  });

  test.each(['proxy.example', '10.0.0.0/33', '1.2.3', '10.0.0.1;10.0.0.2'])(
    'needs proxies that are addresses or ranges, not %s',
    (given) => {
      expect(() => readConfig({ TRUSTED_PROXIES: given })).toThrow(
        `TRUSTED_PROXIES: expected addresses or ranges such as 10.0.0.0/8, separated by commas, got "${given}"`,
      );
    },
  );
});
