import { afterEach, describe, expect, test } from 'vitest';
import { openTestServer, send, type TestServer } from './support.ts';

let server: TestServer | undefined;
const open = async (...options: Parameters<typeof openTestServer>): Promise<TestServer> => {
  server = await openTestServer(...options);
  return server;
};

afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

function sendFile(path: string, headers: Record<string, string> = {}): ReturnType<typeof send> {
  return send(new URL(`/${path}`, server?.url).href, { method: 'GET', headers });
}

describe('GraphiQL', () => {
  const examples = ['{ user(id: 1) { name } } # </script>'];
  const openPage = async (
    settings: Parameters<typeof open>[0] = {},
  ): Promise<Awaited<ReturnType<typeof send>>> => {
    const { url } = await open(settings, { examples });
    return await send(url, { method: 'GET', headers: { accept: 'text/html,*/*;q=0.8' } });
  };
  test('is a page that may talk to the gateway alone', async () => {
    const { status, headers, text } = await openPage();
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; .*connect-src 'self'/,
    );
    expect(text).toContain('name="viewport"');
    // No address but that of SVG's namespace.
    expect([...text.matchAll(/https?:[^"' ]+/g)].map(([url]) => url)).toEqual([
      'http://www.w3.org/2000/svg\\',
    ]);
    // What a default query holds must not end the element that it stands in.
    expect(text.match(/<\/script/g)).toHaveLength(2);
    const [, settings = ''] = /id="settings">(.*?)<\/script/.exec(text) ?? [];
    expect(JSON.parse(settings)).toMatchObject({ defaultQuery: examples[0], trace: true });
  });

  test('has a switch for traces where they are given alone', async () => {
    const { text } = await openPage({ TRACE: 'false' });
    expect(text).toContain('"trace":false');
  });

  test('loads two files, compressed where the browser says that it reads gzip, and kept for good', async () => {
    const { text } = await openPage();
    const paths = [...text.matchAll(/(?:href|src)="(graphql\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(paths).toEqual([
      expect.stringMatching(/^graphql\/graphiql-[0-9a-f]{16}\.css$/),
      expect.stringMatching(/^graphql\/graphiql-[0-9a-f]{16}\.js$/),
    ]);
    for (const path of paths) {
      const plain = await sendFile(path);
      expect(plain.headers).toMatchObject({
        'content-type': expect.stringMatching(/^text\/(?:css|javascript); charset=utf-8$/),
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'Accept-Encoding',
        'x-content-type-options': 'nosniff',
      });
      expect(plain.headers['content-encoding']).toBeUndefined();
      for (const accepted of ['gzip, deflate', 'br, gzip;q=0.5', 'deflate,GZIP ; q=1']) {
        const { headers } = await sendFile(path, { 'accept-encoding': accepted });
        expect(headers['content-encoding']).toBe('gzip');
        expect(Number(headers['content-length'])).toBeLessThan(Number(plain.headers['content-length']) / 1.5);
      }
      for (const refused of ['br', 'gzip;q=0', 'identity, gzip; q=0.000', 'gzipped']) {
        const { headers } = await sendFile(path, { 'accept-encoding': refused });
        expect(headers['content-encoding']).toBeUndefined();
      }
    }
  });

  test.each([
    { what: 'an unknown file', path: 'graphql/graphiql-0000000000000000.js' },
    { what: 'a path above', path: 'graphql/../graphql/x' },
    { what: 'nothing', path: 'graphql/' },
  ])('answers $what with 404', async ({ path }) => {
    await openPage();
    expect((await sendFile(path)).status).toBe(404);
  });

  test('is not there, nor its files, where it is switched off', async () => {
    const { text } = await openPage();
    const [, path = ''] = /src="(graphql\/[^"]+)"/.exec(text) ?? [];
    expect((await sendFile(path)).status).toBe(200);
    await server?.[Symbol.asyncDispose]();
    expect((await openPage({ GRAPHIQL: 'false' })).headers['content-type']).not.toContain('html');
    expect((await sendFile(path)).status).toBe(404);
  });

  test('is where the root sends browsers', async () => {
    await open();
    const { status, headers } = await send(new URL('/', server?.url).href, {
      method: 'GET',
      headers: { accept: 'text/html' },
    });
    expect({ status, location: headers.location }).toEqual({ status: 302, location: '/graphql' });
  });
});
