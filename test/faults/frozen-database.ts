import { probe, waitForProbe } from '../support/gateway-process.ts';
import { ask, isMaskedRefusal, tally, writePage } from './ask.ts';
import type { Fault } from './fault.ts';

/** The database's process is stopped, so that its sockets stay open and say nothing. */
export const frozenDatabase: Fault = {
  number: 35,
  title: 'database frozen (SIGSTOP)',
  short: 'runs',
  run: async (stage) => {
    const { seen } = stage;
    const server = await stage.openServer();
    const database = await stage.openDatabase('directory', server.url);
    const gateway = await stage.openGateway(database.url, {
      STATEMENT_TIMEOUT_MS: '1500',
      TRANSACTION_TIMEOUT_MS: '2000',
      CONNECT_TIMEOUT_MS: '1000',
    });
    await Promise.all([1, 2, 3, 4].map((first) => ask(gateway.url, writePage(first))));
    server.signal('SIGSTOP');
    const first = await Promise.all([
      ...[1, 2, 3, 4].map((count) => ask(gateway.url, writePage(count))),
      ...[1, 2, 3].map((id) =>
        ask(gateway.url, `mutation { updateUser(id: ${id}, data: { bio: "b" }) { id } }`),
      ),
    ]);
    seen.note(`first: ${tally(first)}`);
    seen.equal(
      'of those answered with data',
      first.filter(({ status, codes }) => status === 200 && codes.length === 0).length,
      0,
    );
    seen.atMost('the last after', Math.max(...first.map(({ ms }) => ms)), 6_000, ' ms');
    const then = await Promise.all([5, 6, 7].map((count) => ask(gateway.url, writePage(count))));
    seen.that(`then: ${tally(then)}`, then.every(isMaskedRefusal), '503, masked');
    seen.atMost('in', Math.max(...then.map(({ ms }) => ms)), 1_500, ' ms');
    seen.equal('ready', await probe(gateway.url, 'ready'), 503);
    seen.equal('live', await probe(gateway.url, 'live'), 200);
    server.signal('SIGCONT');
    seen.atMost('ready again after', await waitForProbe(gateway.url, 'ready', 200), 2_000, ' ms');
    const reads = await Promise.all([1, 2, 3, 4].map((count) => ask(gateway.url, writePage(count))));
    seen.equal('reads then', tally(reads), `${reads.length} × 200`);
    const writes = await Promise.all(
      Array.from({ length: 12 }, (_, id) =>
        ask(gateway.url, `mutation { updateUser(id: ${id + 1}, data: { bio: "c" }) { id } }`),
      ),
    );
    seen.equal('mutations then', tally(writes), `${writes.length} × 200`);
  },
};
