import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { holdRows } from '../support/held-rows.ts';
import { buildPost, type EmbeddedTestGateway, openEmbedded, readAnswer } from './support.ts';

const lookup = '{ user(id: 1) { id } }';
const found = { status: 200, body: { data: { user: { id: '1' } } } };
const opened = new AsyncDisposableStack();
let { gateway } = {} as EmbeddedTestGateway; // opened below

beforeAll(async () => {
  ({ gateway } = opened.use(await openEmbedded()));
  await gateway.ready;
});

afterAll(() => opened.disposeAsync());

describe('An embedded gateway of the Fetch API', () => {
  test('answers requests, and refuses others as over HTTP', async () => {
    expect(await ask('http://app.example/graphql', buildPost(lookup))).toEqual(found);
    const query = `http://app.example/graphql?query=${encodeURIComponent(lookup)}`;
    expect(await ask(query, {})).toEqual(found);
    expect(await ask('http://app.example/other', buildPost(lookup))).toMatchObject({ status: 404 });
    const put = await gateway.fetch(new Request('http://app.example/graphql', { method: 'PUT' }));
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect(await ask('http://app.example/graphql/health/live', {})).toMatchObject({ status: 200 });
    const response = await gateway.fetch(new Request('http://app.example/graphql', buildPost(lookup)));
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('bounds a body whose length nobody has announced', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(100_000).fill(32));
      },
    });
    const init = { ...buildPost(''), body: endless, duplex: 'half' } as RequestInit; // Node wants to know the direction
    expect(await ask('http://app.example/graphql', init)).toMatchObject({ status: 413 });
    expect(pulled).toBeLessThan(20);
  });

  test('answers a body that breaks off, or was read before', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    const init = { ...buildPost(''), body: broken, duplex: 'half' } as RequestInit; // as above
    expect(await ask('http://app.example/graphql', init)).toMatchObject({ status: 400 });
    const request = new Request('http://app.example/graphql', buildPost(lookup));
    await request.text();
    expect(await readAnswer(await gateway.fetch(request))).toMatchObject({ status: 500 });
  });

  test('sends a long answer whole, also when another one follows at once', async () => {
    const query = '{ users(first: 1000) { nodes { id name email } } }';
    const [first, second] = await Promise.all(
      [1, 2].map(() => gateway.fetch(new Request('http://app.example/graphql', buildPost(query)))),
    );
    const texts = await Promise.all([first?.text(), second?.text()]);
    expect(texts[0]?.length).toBeGreaterThan(40_000);
    expect(JSON.parse(texts[0] ?? '')).toEqual(JSON.parse(texts[1] ?? ''));
  });

  test('gives a request up whose signal is aborted', async () => {
    await using database = await openTestDatabase('tables');
    await using embedded = await openEmbedded({ databaseUrl: database.url });
    await embedded.gateway.ready;
    await database.connection.query("INSERT INTO Team (slug, name) VALUES ('a', 'a')");
    await using rows = await holdRows(database, 'SELECT * FROM Team FOR UPDATE');
    const controller = new AbortController();
    const init = {
      ...buildPost('mutation { updateTeam(id: 1, data: { name: "b" }) { id } }'),
      signal: controller.signal,
    };
    const answer = embedded.gateway.fetch(new Request('http://app.example/graphql', init));
    setImmediate(() => controller.abort());
    expect((await answer).status).toBe(504);
    await rows.letGo();
  });
});

async function ask(url: string, init: RequestInit): Promise<unknown> {
  return readAnswer(await gateway.fetch(new Request(url, init)));
}
