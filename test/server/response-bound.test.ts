import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ResponseTooLargeError } from '../../src/errors.ts';
import { openTestServer, post, type Received, send, type TestServer } from './support.ts';

/** `{"data":{"text":"…"}}` around a text of that many characters. */
const answerBytes = (characters: number): number => characters + '{"data":{"text":""}}'.length;

const schema = buildSchema(
  'type Query { text(characters: Int = 10): String, other: String, unread: String, list: [Query!] }',
);
Object.assign(schema.getQueryType()?.getFields()['text'] ?? {}, {
  resolve: (_: unknown, { characters }: { characters: number }) => 'x'.repeat(characters),
});
Object.assign(schema.getQueryType()?.getFields()['unread'] ?? {}, {
  resolve: () => Promise.reject(new ResponseTooLargeError(1_000)),
});
Object.assign(schema.getQueryType()?.getFields()['list'] ?? {}, {
  resolve: () => Array.from({ length: 10 }, () => ({})),
});

const refusal = {
  errors: [
    {
      message:
        'Expected an answer of at most 1000 bytes, but it would be larger. Request smaller pages or fewer long texts.',
      extensions: { code: 'TOO_COMPLEX' },
    },
  ],
};

const tooLarge: readonly (readonly [name: string, document: string])[] = [
  ['a long text', '{ text(characters: 1100) }'],
  ['a text under many names', `{ ${Array.from({ length: 60 }, (_, i) => `a${i}: text`).join(' ')} }`],
  ['a long name in a list', `{ list { ${'x'.repeat(110)}: other } }`],
  ['rows that were too large to be read', '{ text other unread }'],
];

describe.each([
  ['the short road', false],
  ["Yoga's road", true],
])('Answer on %s', (_, yogaPathOnly) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ RESPONSE_MAX_BYTES: '1000' }, { yogaPathOnly, schema });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test.each(tooLarge)('gives way to one error for %s', async (_name, document) => {
    const { status, json } = await post(server.url, document);
    expect({ status, json }).toEqual({ status: 400, json: refusal });
  });

  test.each(tooLarge)('gives way to one error for %s, to a GET', async (_name, document) => {
    const { status, json } = await get(server.url, document, 'application/json');
    expect({ status, json }).toEqual({ status: 400, json: refusal });
  });

  test.each(tooLarge)('gives way to one error for %s, in an event stream', async (_name, document) => {
    const { text } = await get(server.url, document, 'text/event-stream');
    expect(text).toContain(`event: next\ndata: ${JSON.stringify(refusal)}\n\nevent: complete`);
  });

  test('may be as large as the bound', async () => {
    const { status, text } = await post(server.url, '{ text(characters: 900) }');
    expect(status).toBe(200);
    expect(text).toHaveLength(answerBytes(900));
  });
});

function get(url: string, document: string, accept: string): Promise<Received> {
  return send(`${url}?query=${encodeURIComponent(document)}`, { method: 'GET', headers: { accept } });
}
