import { waitUntil } from '../../src/std/wait-until.ts';
import { probe } from '../support/gateway-process.ts';
import { ask, isMaskedRefusal, quantile, type Reply, tally } from './ask.ts';
import { waitForBlocked } from './fault-database.ts';
import type { Fault } from './fault.ts';

/** The database is killed while statements run. */
export const databaseKilledInQuery: Fault = {
  number: 3,
  title: 'database killed in a query',
  short: 'runs',
  run: async (stage) => {
    const { seen } = stage;
    const server = await stage.openServer();
    const database = await stage.openDatabase('tables', server.url);
    const gateway = await stage.openGateway(database.url);
    const locker = await database.connect();
    await locker.query('LOCK TABLES `User` WRITE');
    const documents = [1, 2, 3].map((first) => `{ users(first: ${first}) { nodes { id } } }`);
    const replies: Reply[] = [];
    const endedMs: number[] = [];
    let killedAt = 0;
    const asking = documents.map(async (document) => {
      replies.push(await ask(gateway.url, document));
      endedMs.push(performance.now() - killedAt);
    });
    await waitForBlocked(database, documents.length);
    const others: Reply[] = [];
    let isOver = false;
    const beside = waitUntil(
      async () => {
        others.push(await ask(gateway.url, '{ __typename }'));
        return isOver;
      },
      { intervalMs: 5, timeoutMs: 30_000 },
    );
    killedAt = performance.now();
    await server.kill();
    await Promise.all(asking);
    isOver = true;
    await beside;
    seen.that(tally(replies), replies.every(isMaskedRefusal), '503, masked');
    seen.atMost('ended after', Math.max(...endedMs), 1_000, ' ms');
    seen.equal('beside them', tally(others), `${others.length} × 200`);
    seen.note(
      `p99 of those ${quantile(
        others.map(({ ms }) => ms),
        0.99,
      ).toFixed()} ms`,
    );
    seen.equal('live', await probe(gateway.url, 'live'), 200);
  },
};
