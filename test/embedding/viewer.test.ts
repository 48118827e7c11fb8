import { describe, expect, test } from 'vitest';
import { waitUntil } from '../../src/std/wait-until.ts';
import { defineViewer, signSecretly } from '../server/viewer/support.ts';
import { openEmbedded, openListener } from './support.ts';

const lookup = '{ user(id: 1) { id } }';

describe('The viewer of a document in process', () => {
  test('is taken as it is given, in both forms', async () => {
    await using embedded = await openEmbedded({
      viewer: defineViewer({ values: { id: 'User.id', ids: ['User.id'] } }),
    });
    const { gateway, lines } = embedded;
    for (const [viewer, id] of [
      [{ id: 7, ids: [1, 2], roles: ['admin'] }, '7'],
      [{ id: 8n }, '8'],
      [{ values: { id: '9' }, roles: [] }, '9'],
      [null, undefined],
      [undefined, undefined],
    ] as const) {
      expect(await gateway.execute(lookup, { viewer })).toEqual({ data: { user: { id: '1' } } });
      expect(lines.at(-1)?.['viewer']).toBe(id);
    }
  });

  test.each<[string, unknown]>([
    ['a token', 'ey.x.y'],
    ['a list', [7]],
    ['an unknown value', { userId: 7 }],
    ['another type', { id: 'robot' }],
    ['a date', new Date()],
    ['roles that are a text', { id: 7, roles: 'admin' }],
    ['values that are none', { values: 7 }],
  ])('is refused if it is %s', async (_name, viewer) => {
    await using embedded = await openEmbedded({ viewer: defineViewer() });
    // @ts-expect-error: some of them are mistakes that the type finds too.
    const { data, errors } = await embedded.gateway.execute(lookup, { viewer });
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(errors?.[0]?.message).toMatch(/^viewer.*: expected .*, got /);
  });

  test('is refused if none is defined, and needed if one is required', async () => {
    await using open = await openEmbedded();
    await using closed = await openEmbedded({ viewer: defineViewer({ required: true }) });
    const refused = { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };
    expect(await open.gateway.execute(lookup, { viewer: { id: 7 } })).toMatchObject(refused);
    expect(await closed.gateway.execute(lookup)).toMatchObject(refused);
    expect(await closed.gateway.execute(lookup, { viewer: { id: 7 } })).toEqual({
      data: { user: { id: '1' } },
    });
  });
});

describe('The viewer of an embedded gateway', () => {
  test('is found by its handler and by fetch', async () => {
    await using embedded = await openEmbedded({ viewer: defineViewer() });
    await using server = await openListener(embedded.gateway.handler);
    const token = await signSecretly();
    let logged = embedded.lines.length;
    const body = JSON.stringify({ query: lookup });
    for (const [authorization, status, id] of [
      [`Bearer ${token}`, 200, '7'],
      ['Bearer x', 401, undefined],
      [`Bearer ${token}, Bearer ${token}`, 401, undefined],
    ] as const) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body };
      const responses = [
        await fetch(`${server.url}/graphql`, init),
        await embedded.gateway.fetch(new Request('http://gather/graphql', init)),
      ];
      expect(responses.map((response) => response.status)).toEqual([status, status]);
      for (const response of responses) await response.body?.cancel();
      // A line is written after its answer.
      logged += 2;
      await waitUntil(async () => embedded.lines.length >= logged, { intervalMs: 1, timeoutMs: 10_000 });
      expect(embedded.lines.slice(-2).map(({ viewer }) => viewer)).toEqual([id, id]);
    }
  });
});
