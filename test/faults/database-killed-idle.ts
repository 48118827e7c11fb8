import { probe, waitForProbe } from '../support/gateway-process.ts';
import { ask, isMaskedRefusal } from './ask.ts';
import type { Fault } from './fault.ts';

/** The database is killed while no statement runs. */
export const databaseKilledIdle: Fault = {
  number: 2,
  title: 'database killed, pool idle',
  short: { heldBy: 'test/cli/database-faults.test.ts' },
  run: async (stage) => {
    const { seen } = stage;
    const server = await stage.openServer();
    const database = await stage.openDatabase('directory', server.url);
    const gateway = await stage.openGateway(database.url);
    const pages = Array.from({ length: 10 }, (_, i) => `{ users(first: ${i + 1}) { totalCount } }`);
    await Promise.all(pages.map((page) => ask(gateway.url, page)));
    await server.kill();
    const next = await ask(gateway.url);
    seen.that(
      `the next request: ${next.status} ${next.codes.join()} in ${next.ms.toFixed()} ms`,
      isMaskedRefusal(next),
      '503 with Retry-After, masked',
    );
    const mutation = await ask(
      gateway.url,
      'mutation { deleteTeams(where: { id: { equals: 0 } }) { count } }',
    );
    seen.equal('a mutation', mutation.codes.join(), 'DATABASE_UNAVAILABLE');
    seen.equal('live', await probe(gateway.url, 'live'), 200);
    seen.equal('ready', await probe(gateway.url, 'ready'), 503);
    await server.restart();
    seen.atMost('ready again after', await waitForProbe(gateway.url, 'ready', 200), 1_000, ' ms');
    seen.equal('a request then', (await ask(gateway.url)).status, 200);
  },
};
