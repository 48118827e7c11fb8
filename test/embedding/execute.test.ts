import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { type EmbeddedTestGateway, openEmbedded } from './support.ts';

const lookup = '{ user(id: 1) { id } }';
const opened = new AsyncDisposableStack();
let { gateway, lines } = {} as EmbeddedTestGateway; // opened below

beforeAll(async () => {
  ({ gateway, lines } = opened.use(await openEmbedded()));
  await gateway.ready;
});

afterAll(() => opened.disposeAsync());

describe('A document that is executed in process', () => {
  test('is answered with plain values', async () => {
    const document = 'query One($id: ID!) { user(id: $id) { id } } query Two { __typename }';
    const result = await gateway.execute(document, { variables: { id: 2 }, operationName: 'One' });
    expect(result).toStrictEqual({ data: { user: { id: '2' } } });
    expect(lines).toContainEqual(
      expect.objectContaining({ method: 'execute', operationName: 'One', statements: 1, status: 200 }),
    );
  });

  test.each([
    ['{', {}, 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['query ($id: ID!) { user(id: $id) { id } }', {}, 'BAD_USER_INPUT'],
    ['{ user(id: "x") { id } }', {}, 'BAD_USER_INPUT'],
    ['query A { __typename } query B { __typename }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['{ a: __typename }', { operationName: 'B' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'query ($a: JSON) { __typename }',
      { variables: { a: JSON.parse('['.repeat(101) + ']'.repeat(101)) } },
      'TOO_COMPLEX',
    ],
    ['', {}, 'GRAPHQL_PARSE_FAILED'],
  ])('never rejects: %s', async (document, options, code) => {
    const { errors } = await gateway.execute(document, options);
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual([code]);
    expect(Object.getPrototypeOf(errors?.[0])).toBe(Object.prototype);
  });

  test('shares its statements with others that run at the same time', async () => {
    const ids = Array.from({ length: 64 }, (_, index) => index + 1);
    const results = await Promise.all(
      ids.map((id) => gateway.execute(`{ user(id: ${id}) { id } }`, { trace: true })),
    );
    expect(results.map(({ data }) => data)).toEqual(ids.map((id) => ({ user: { id: String(id) } })));
    const [first] = results;
    expect(first?.extensions).toMatchObject({ gather: { statements: [{ requests: 64, keys: 64 }] } });
  });

  test('is given up when its signal is aborted, before or while it runs', async () => {
    const controller = new AbortController();
    const running = gateway.execute(lookup, { signal: controller.signal });
    controller.abort();
    const late = gateway.execute(lookup, { signal: controller.signal });
    for (const { data, errors } of await Promise.all([running, late])) {
      expect(data).toEqual({ user: null });
      expect(errors?.[0]?.extensions).toEqual({ code: 'TIMEOUT' });
    }
  });

  test('writes in a transaction, which its errors undo', async () => {
    await using database = await openTestDatabase('tables');
    await using embedded = await openEmbedded({ databaseUrl: database.url });
    await embedded.gateway.ready;
    const write = 'mutation { createTeam(data: { slug: "a", name: "a" }) { name } }';
    expect(await embedded.gateway.execute(write)).toStrictEqual({ data: { createTeam: { name: 'a' } } });
    expect(await embedded.gateway.execute(write)).toMatchObject({
      errors: [{ extensions: { code: 'CONFLICT' } }],
    });
    expect(await embedded.gateway.execute('{ teams { totalCount } }')).toEqual({
      data: { teams: { totalCount: 1 } },
    });
  });
});
