import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from './support.ts';

describe.each([
  ['the short road', false],
  ["Yoga's road", true],
])('GraphQL over HTTP on %s', (_, yogaPathOnly) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({}, { yogaPathOnly });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test.each(
    serverAudits({ url: () => server.url, fetchFn: fetch }).map((audit) => [audit.name, audit] as const),
  )('answers the audit: %s', async (_name, audit) => {
    const result = await audit.fn();
    expect(result).toMatchObject({ status: 'ok' });
  });
});
