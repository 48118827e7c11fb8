import { post, quantile, type Reply, tally } from './ask.ts';
import type { Fault } from './fault.ts';
import { allowFor, sendQuickRequests } from './quick-requests.ts';

const deep = 200_000;
const documents: readonly string[] = [
  '{'.repeat(deep),
  `{ a(b: ${'['.repeat(deep)}`,
  `{ a(b: ${'{ c: '.repeat(deep / 5)}`,
  `query ($a: ${'['.repeat(deep)}Int${']'.repeat(deep)}) { __typename }`,
  `{ a(b: "${'\\u0041'.repeat(100_000)}`,
  `{ a(b: """${'a\n'.repeat(100_000)}`,
  `{ a(b: ${'9'.repeat(500_000)}) }`,
  `{ a(b: 1${'0'.repeat(500_000)}e999999999) }`,
  '\u0000'.repeat(100_000),
  '#'.repeat(900_000),
  `${'\uFEFF'.repeat(1_000)}{ __typename }`,
  '{ a(b: "\\uD800") }',
  'subscription { a }',
  '{ ... on Query { ... on Query { ',
  `{ __type(name: ${'$'.repeat(1_000)}) }`,
];
const bodies: readonly string[] = [
  ...documents.map((query) => JSON.stringify({ query })),
  '['.repeat(900_000),
  '{"query":'.repeat(50_000),
  JSON.stringify({ query: 'query ($a: JSON) { __typename }', variables: { a: 1 } }).replace(
    '1',
    `${'['.repeat(400_000)}${']'.repeat(400_000)}`,
  ),
  '{"query":"{ __typename }","query":3}',
  '{"query":{}}',
  'null',
  '"',
  '\uFFFD',
];

/** Bodies and documents that are made for parsers to break on. */
export const parserBombs: Fault = {
  number: 27,
  title: 'parser bombs',
  short: { heldBy: 'test/server/refusals.test.ts' },
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase('tables');
    const gateway = await stage.openGateway(database.url);
    const before = await sendQuickRequests(gateway.url);
    const replies: Reply[] = [];
    for (const body of bodies) {
      const reply = await post(gateway.url, body);
      replies.push(reply);
      if (reply.status !== 400)
        seen.that(
          `${body.slice(0, 60)}: ${reply.status}`,
          reply.status === 200 && body.includes('__typename'),
          '400',
        );
    }
    seen.note(tally(replies));
    seen.equal('500 or no answer', replies.filter(({ status }) => status === 0 || status >= 500).length, 0);
    seen.atMost(
      'p90',
      quantile(
        replies.map(({ ms }) => ms),
        0.9,
      ),
      allowFor(250, before),
      ' ms',
    );
    const slowest = replies.toSorted((a, b) => b.ms - a.ms)[0];
    seen.note(
      `slowest ${slowest?.ms.toFixed()} ms: ${bodies[replies.findIndex((reply) => reply === slowest)]?.slice(0, 30)}`,
    );
    seen.equal('requests afterwards that failed', (await sendQuickRequests(gateway.url)).failed, 0);
  },
};
