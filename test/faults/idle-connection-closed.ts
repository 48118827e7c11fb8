import { waitUntil } from '../../src/std/wait-until.ts';
import { ask, type Reply, tally } from './ask.ts';
import { killConnections, readStatus } from './fault-database.ts';
import type { Fault } from './fault.ts';
import type { Stage } from './stage.ts';

const pages = Array.from({ length: 10 }, (_, i) => `{ users(first: ${i + 1}) { nodes { id } } }`);

/** The server closes connections that lie idle. */
export const idleConnectionClosed: Fault = {
  number: 6,
  title: 'idle connection closed by the server',
  short: 'runs',
  run: async (stage) => {
    const server = await stage.openServer();
    const database = await stage.openDatabase('directory', server.url);
    // Connections from here on. The observer's own, which was idle while the directory was filled, stays open.
    await database.connection.query('SET GLOBAL wait_timeout = 2');
    const gateway = await stage.openGateway(database.url);
    await readAll(stage, gateway.url, 'before');
    const closedBefore = await readStatus(database.connection, 'Aborted_clients');
    await waitUntil(
      async () => (await readStatus(database.connection, 'Aborted_clients')) >= closedBefore + 5,
      { intervalMs: 50, timeoutMs: 8_000 },
    );
    await readAll(stage, gateway.url, 'after wait_timeout');
    await killConnections(database);
    await readAll(stage, gateway.url, 'after KILL of all');
    await killConnections(database);
    const write = await ask(gateway.url, 'mutation { updateUser(id: 1, data: { bio: "b" }) { bio } }');
    stage.seen.equal('a mutation after KILL of all', `${write.status} ${write.codes.join()}`.trim(), '200');
  },
};

async function readAll({ seen }: Stage, url: string, when: string): Promise<void> {
  const replies: Reply[] = await Promise.all(pages.map((page) => ask(url, page)));
  seen.equal(`reads ${when}`, tally(replies), `${replies.length} × 200`);
}
