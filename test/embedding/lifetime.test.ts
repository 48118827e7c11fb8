import { describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { holdRows } from '../support/held-rows.ts';
import { buildPost, openEmbedded } from './support.ts';

const lookup = '{ user(id: 1) { id } }';

describe('An embedded gateway that is closed', () => {
  test('answers what runs, refuses what follows, and is closed once', async () => {
    await using database = await openTestDatabase('tables');
    await database.connection.query("INSERT INTO Team (slug, name) VALUES ('a', 'a')");
    const embedded = await openEmbedded({ databaseUrl: database.url });
    await embedded.gateway.ready;
    const rows = await holdRows(database, 'SELECT * FROM Team FOR UPDATE');
    const running = embedded.gateway.execute('mutation { updateTeam(id: 1, data: { name: "b" }) { name } }');
    const closed = embedded.gateway.close();
    expect(await embedded.gateway.execute(lookup)).toEqual({
      errors: [{ message: 'The gateway is closed.', extensions: { code: 'OVERLOADED' } }],
    });
    const response = await embedded.gateway.fetch(new Request('http://a/graphql', buildPost(lookup)));
    expect(response.status).toBe(503);
    await rows.letGo();
    expect(await running).toEqual({ data: { updateTeam: { name: 'b' } } });
    expect(await closed).toBe(true);
    expect(await embedded.gateway.close()).toBe(true);
    await embedded.gateway[Symbol.asyncDispose]();
  });

  test('cuts off what runs longer than shutdownTimeoutMs, and says so', async () => {
    await using database = await openTestDatabase('tables');
    await database.connection.query("INSERT INTO Team (slug, name) VALUES ('a', 'a')");
    const { gateway: slow, lines: told } = await openEmbedded({
      databaseUrl: database.url,
      shutdownTimeoutMs: 100,
    });
    await slow.ready;
    await using _rows = await holdRows(database, 'SELECT * FROM Team FOR UPDATE');
    const running = slow.execute('mutation Late { updateTeam(id: 1, data: { name: "b" }) { name } }');
    expect(await slow.close()).toBe(false);
    expect(await running).toMatchObject({ errors: [{ extensions: { code: 'TIMEOUT' } }] });
    expect(told).toContainEqual(expect.objectContaining({ requests: 1, operations: ['Late'] }));
  });
});

describe('Two gateways of one process', () => {
  test('are apart: events, metrics, traces and logs', async () => {
    await using database = await openTestDatabase('tables');
    await using here = await openEmbedded({ metrics: true, path: '/here' });
    await using there = await openEmbedded({ metrics: true, path: '/there', databaseUrl: database.url });
    await Promise.all([here.gateway.ready, there.gateway.ready]);
    const [mine, theirs] = await Promise.all([
      here.gateway.execute('query Here { users(first: 1) { totalCount } }', { trace: true }),
      there.gateway.execute('query There { users(first: 1) { totalCount } }', { trace: true }),
    ]);
    expect(mine).toMatchObject({ data: { users: { totalCount: 1_000 } } });
    expect(theirs).toMatchObject({ data: { users: { totalCount: 0 } } });
    for (const { extensions } of [mine, theirs])
      expect(extensions).toMatchObject({ gather: { statements: [{ requests: 1 }] } });
    for (const path of ['/here', '/there']) {
      const embedded = path === '/here' ? here : there;
      const response = await embedded.gateway.fetch(new Request(`http://a${path}/metrics`));
      const text = await response.text();
      expect(text).toMatch(/^gather_statement_duration_seconds_count 1$/m);
      expect(text).toMatch(/^gather_request_duration_seconds_count\{operation="query",status="200"\} 1$/m);
    }
    const names = (logged: typeof here.lines): unknown[] =>
      logged.flatMap(({ operationName }) => (operationName === undefined ? [] : [operationName]));
    expect([names(here.lines), names(there.lines)]).toEqual([['Here'], ['There']]);
    await here.gateway.close();
    expect(await there.gateway.execute('{ users(first: 1) { totalCount } }')).toMatchObject({ data: {} });
  });
});
