import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FrameworkRequest } from '../../src/server/node-request.ts';
import { type EmbeddedTestGateway, openEmbedded, openListener, post, readAnswer } from './support.ts';

const lookup = '{ user(id: 1) { id } }';
const found = { status: 200, body: { data: { user: { id: '1' } } } };
const opened = new AsyncDisposableStack();
let { gateway } = {} as EmbeddedTestGateway; // opened below

beforeAll(async () => {
  ({ gateway } = opened.use(await openEmbedded()));
  await gateway.ready;
});

afterAll(() => opened.disposeAsync());

describe('An embedded gateway as a listener of node:http', () => {
  test('answers at its path, with the probes below it, and nothing else', async () => {
    await using server = await openListener(gateway.handler);
    expect(await post(`${server.url}/graphql`, lookup)).toEqual(found);
    expect(await readAnswer(await fetch(`${server.url}/graphql/health/ready`))).toEqual({
      status: 200,
      body: { status: 'ready' },
    });
    for (const path of ['/', '/health/ready', '/graphqlx', '/graphql/metrics', '/api/graphql']) {
      expect(await post(`${server.url}${path}`, lookup)).toMatchObject({
        status: 404,
        body: { errors: [{ message: 'Nothing is served at this path; GraphQL is at /graphql.' }] },
      });
    }
  });

  test('answers a query by GET, and refuses what any page could send', async () => {
    await using server = await openListener(gateway.handler);
    const url = `${server.url}/graphql?query=${encodeURIComponent(lookup)}`;
    expect(await readAnswer(await fetch(url))).toEqual(found);
    expect(
      await post(`${server.url}/graphql`, lookup, { headers: { 'content-type': 'text/plain' } }),
    ).toMatchObject({
      status: 415,
    });
  });

  test('shows GraphiQL with its files at any path', async () => {
    await using embedded = await openEmbedded({ path: '/api/v1/query' });
    await using server = await openListener(embedded.gateway.handler);
    const page = await fetch(`${server.url}/api/v1/query`, { headers: { accept: 'text/html' } });
    const text = await page.text();
    const links = [...text.matchAll(/(?:src|href)="(?!data:)([^"]+)"/g)].map(([, link = '']) => link);
    expect(links).toHaveLength(2);
    for (const link of links) {
      const file = await fetch(new URL(link, page.url));
      expect(`${file.status} ${new URL(file.url).pathname}`).toMatch(
        /^200 \/api\/v1\/query\/graphiql-\w+\.(js|css)$/,
      );
      await file.arrayBuffer();
    }
  });
});

describe('An embedded gateway within a framework', () => {
  test.each([
    ['', '/graphql', '/graphql'],
    ['/api', '/api/graphql', '/graphql'],
    ['/graphql', '/graphql', '/graphql'],
    ['/api/graphql', '/api/graphql', '/graphql'],
    ['/api', '/api/graphql', '/api/graphql'],
    ['/api', '/api', '/'],
    ['', '/graphql?a=b', '/graphql'],
  ])('that mounts it at "%s" answers %s, where its path is %s', async (mount, url, path) => {
    expect(await ask(mount, url, path)).toEqual(found.body);
  });

  test.each([
    ['', '/api/graphql', '/graphql'],
    ['/api', '/api/other', '/graphql'],
    ['/api', '/api/graphql/', '/graphql'],
    ['/api', '/api', '/graphql'],
    ['/apigraphql', '/apigraphql', '/graphql'],
  ])('that mounts it at "%s" gets %s back, where its path is %s', async (mount, url, path) => {
    const passed = { passed: 'on' };
    // What is below its path is its own.
    const refused = {
      errors: [expect.objectContaining({ message: expect.stringContaining('Nothing is served') })],
    };
    expect(await ask(mount, url, path)).toEqual(url.endsWith('/') ? refused : passed);
  });

  test.each<[string, (text: string) => unknown]>([
    ['parsed', (text) => JSON.parse(text) as unknown],
    ['as text', (text) => text],
    ['as bytes', (text) => Buffer.from(text)],
  ])('that has read the body before it, %s, is answered', async (_form, toBody) => {
    expect(await askRead(toBody, JSON.stringify({ query: lookup }))).toEqual(found);
    const deep = JSON.stringify({
      query: lookup,
      variables: { a: JSON.parse('['.repeat(101) + ']'.repeat(101)) },
    });
    expect(await askRead(toBody, deep)).toMatchObject({
      body: { errors: [{ extensions: { code: 'TOO_COMPLEX' } }] },
    });
    expect(await askRead(toBody, JSON.stringify({ query: `#${'x'.repeat(1_000_000)}` }))).toMatchObject({
      status: 413,
    });
  });

  test('that has thrown the body away is told so', async () => {
    expect(await askRead(() => undefined, JSON.stringify({ query: lookup }))).toMatchObject({
      status: 500,
      body: { errors: [{ message: expect.stringContaining('the property "body"') }] },
    });
  });

  test('that has set an empty body without reading is answered', async () => {
    await using server = await openListener((request, response) => {
      const untouched: FrameworkRequest = Object.assign(request, { body: {} });
      gateway.handler(untouched, response);
    });
    expect(await post(`${server.url}/graphql`, lookup)).toEqual(found);
  });
});

/** Calls the handler as Express does for a router that is mounted at a path. */
async function ask(mount: string, url: string, path = '/graphql'): Promise<unknown> {
  await using embedded = await openEmbedded({ path });
  await using server = await openListener((request, response) => {
    const mounted = {
      originalUrl: request.url,
      baseUrl: mount,
      url: request.url?.slice(mount.length) || '/',
    };
    embedded.gateway.handler(Object.assign(request, mounted), response, () => {
      response.end('{"passed":"on"}');
    });
  });
  return (await post(`${server.url}${url}`, lookup)).body;
}

/** Calls the handler after the body has been read, and with a body that may have been made of it. */
async function askRead(toBody: (text: string) => unknown, text: string): Promise<unknown> {
  await using server = await openListener((request, response) => {
    void readText(request).then((read) =>
      gateway.handler(Object.assign(request, { body: toBody(read) }), response),
    );
  });
  return await post(`${server.url}/graphql`, '', { body: text });
}
