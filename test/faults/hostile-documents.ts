import { setTimeout as delay } from 'node:timers/promises';
import { ask, post, type Reply, tally } from './ask.ts';
import type { Fault } from './fault.ts';
import { allowFor, sendQuickRequests } from './quick-requests.ts';

const page =
  'posts(first: 1000) { nodes { comments(first: 1000) { nodes { author { posts(first: 1000) { nodes { id } } } } } } }';

/** Documents that ask for too much, each refused before anything is loaded. */
const refused: Readonly<Record<string, string>> = {
  'alias flood': `{ ${times(2_000, (i) => `a${i}: __typename`)} }`,
  'field aliases': `{ ${times(500, (i) => `a${i}: users(first: 1000) { totalCount }`)} }`,
  'directive flood': `{ __typename ${'@skip(if: false) '.repeat(2_000)} }`,
  'fragment fan-out': writeFanOut(12),
  'fragment circle': '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
  depth: `{ users { nodes ${'{ manager '.repeat(500)}{ id }${' }'.repeat(500)} } }`,
  'page size': '{ users(first: 1000000) { nodes { id } } }',
  'negative page size': '{ users(first: -1) { nodes { id } } }',
  tokens: `{ ${'__typename '.repeat(20_000)} }`,
};

/** Documents that ask for much within the limits: they may be answered or refused, and nobody else may wait for them. */
const expensive: Readonly<Record<string, string>> = {
  'nested pages': `{ users(first: 1000) { nodes { ${page} } } }`,
  'faulty arguments below rows': `{ users(first: 1000) { nodes { posts(first: 1000) { nodes { comments(first: 1000) { nodes { author { ${times(95, (i) => `a${i}: comments(first: -1) { totalCount }`)} } } } } } } } }`,
  'faulty cursor below rows': `{ posts(first: 1000) { nodes { comments(after: "${'A'.repeat(900_000)}") { nodes { id } } } } }`,
  'long list below rows': `{ users(first: 1000) { nodes { posts(where: { id: { in: [${times(4_000, String)}] } }) { nodes { id } } } } }`,
  'equal ids': `{ nodes(nodeIds: [${times(1_000, () => '"VXNlcjox"')}]) { __typename nodeId } }`,
};

/** How long an answer to one of these is waited for; lookups beside it are given up then, too. */
const answerMs = 20_000;

/** Hostile documents, beside a client that asks for little. */
export const hostileDocuments: Fault = {
  number: 26,
  title: 'hostile documents: alias, directive, fragment, depth, page-size and cost floods',
  short: { heldBy: 'test/server/refusals.test.ts' },
  timeoutMs: 400_000,
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase();
    const gateway = await stage.openGateway(database.url);
    const before = await sendQuickRequests(gateway.url);
    const wait = watch(gateway.url);
    for (const [name, query] of Object.entries(refused)) {
      const reply = await ask(gateway.url, query);
      const isRefused =
        reply.status === 400 && reply.codes.length > 0 && !reply.codes.includes('INTERNAL_SERVER_ERROR');
      // A fault of one argument has the data beside it, so its status is 200.
      const isFieldFault = reply.status === 200 && reply.codes.join() === 'BAD_USER_INPUT';
      seen.that(
        `${name}: ${tally([reply])}`,
        isRefused || (name.includes('page size') && isFieldFault),
        '400 and a code',
      );
    }
    seen.equal('a request afterwards', (await ask(gateway.url)).status, 200);
    seen.atMost('the slowest lookup beside them', await wait(), allowFor(250, before), ' ms');
    for (const [name, query] of Object.entries(expensive)) {
      // One that has stopped its gateway is not to hide the next.
      const attacked = await stage.openGateway(database.url);
      const waitBeside = watch(attacked.url);
      const reply = await post(attacked.url, JSON.stringify({ query }), {}, [AbortSignal.timeout(answerMs)]);
      seen.note(`${name}: ${tally([reply])} in ${(reply.ms / 1_000).toFixed(1)} s`);
      seen.atMost('slowest lookup', await waitBeside(), allowFor(250, before), ' ms');
      attacked.kill('SIGKILL');
      await attacked.ended;
    }
  },
};

/** Asks for one row again and again; gives how long the slowest took when it is ended. */
function watch(url: string): () => Promise<number> {
  const replies: Reply[] = [];
  const over = new AbortController();
  const watching = lookUpUntil(over.signal, url, replies);
  return async () => {
    over.abort();
    await watching;
    const figures = replies.map(({ status, ms }) => (status === 200 ? ms : Infinity));
    return Math.max(...figures);
  };
}

async function lookUpUntil(over: AbortSignal, url: string, replies: Reply[]): Promise<void> {
  while (!over.aborted) {
    const id = 1 + (replies.length % 900);
    replies.push(await ask(url, `{ user(id: ${id}) { name } }`, { timeoutMs: answerMs }));
    await delay(10);
  }
}

function times(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index)).join(' ');
}

/** Each fragment spreads the next ten times. */
function writeFanOut(levels: number): string {
  const fragments = Array.from({ length: levels }, (_, level) =>
    level + 1 < levels
      ? `fragment F${level} on Query { ${`...F${level + 1} `.repeat(10)} }`
      : `fragment F${level} on Query { __typename }`,
  );
  return `{ ...F0 } ${fragments.join(' ')}`;
}
