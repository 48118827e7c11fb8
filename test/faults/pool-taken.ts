import { waitUntil } from '../../src/std/wait-until.ts';
import { ask, tally, writePage } from './ask.ts';
import { waitForBlocked } from './fault-database.ts';
import type { Fault } from './fault.ts';
import { noteQuickRequests, sendQuickRequests } from './quick-requests.ts';

const poolSize = 4;
const queueLimit = 50;
const requestTimeoutMs = 2_000;

/** Every connection is taken by a slow statement. */
export const poolTaken: Fault = {
  number: 7,
  title: 'pool taken by slow queries',
  short: 'runs',
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase('tables');
    const gateway = await stage.openGateway(database.url, {
      POOL_SIZE: String(poolSize),
      QUEUE_LIMIT: String(queueLimit),
      REQUEST_TIMEOUT_MS: String(requestTimeoutMs),
      STATEMENT_TIMEOUT_MS: '8000',
    });
    const before = await sendQuickRequests(gateway.url);
    const locker = await database.connect();
    await locker.query('LOCK TABLES `User` WRITE');
    const slow = Array.from({ length: poolSize }, (_, i) => ask(gateway.url, writePage(i + 1)));
    await waitForBlocked(database, poolSize);
    let answered = 0;
    const waiting = Array.from({ length: 200 }, async (_, i) => {
      const reply = await ask(gateway.url, writePage(i + 10));
      answered += 1;
      return reply;
    });
    await waitUntil(() => answered >= waiting.length - queueLimit, { intervalMs: 5, timeoutMs: 10_000 });
    const during = await sendQuickRequests(gateway.url);
    const replies = await Promise.all(waiting);
    await locker.query('UNLOCK TABLES');
    await Promise.all(slow);
    const late = replies.filter(({ codes }) => codes.join() === 'TIMEOUT');
    const refused = replies.filter(({ codes }) => codes.join() === 'OVERLOADED');
    seen.note(tally(replies));
    seen.atMost('waiters', late.length, queueLimit);
    seen.equal('refused or at their deadline', late.length + refused.length, replies.length);
    seen.atMost('waiters end after', Math.max(...late.map(({ ms }) => ms)), requestTimeoutMs + 1_000, ' ms');
    seen.atLeast('and not before', Math.min(...late.map(({ ms }) => ms)), requestTimeoutMs - 500, ' ms');
    noteQuickRequests(seen, { before, during }, 100);
    seen.equal('a request afterwards', (await ask(gateway.url)).status, 200);
  },
};
