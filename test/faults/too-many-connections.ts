import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from 'mariadb';
import { ask, isMaskedRefusal, tally } from './ask.ts';
import { type FaultDatabase, killConnections, openConnection, readStatus } from './fault-database.ts';
import type { Fault } from './fault.ts';
import type { Stage } from './stage.ts';

const observedSeconds = 3;
const pages = Array.from({ length: 20 }, (_, i) => `{ users(first: ${i + 1}) { nodes { id } } }`);

/** The server gives no further connection, to this user or to anybody. */
export const tooManyConnections: Fault = {
  number: 14,
  title: 'too many connections 1040 / 1203',
  short: 'runs',
  run: async (stage) => {
    const server = await stage.openServer(['--max-connections=40', '--max-user-connections=30']);
    const database = await stage.openDatabase('tables', server.url);
    await database.connection.query(
      'DROP USER IF EXISTS app@localhost; CREATE USER app@localhost; GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, REFERENCES ON *.* TO app@localhost',
    );
    const url = new URL(database.url);
    url.username = 'app';
    const gateway = await stage.openGateway(url.href, { POOL_SIZE: '20' });
    // So many others are there that a lower limit leaves no room.
    for (let count = 0; count < 12; count += 1) {
      const other = await openConnection(url.href);
      await stage.use(Promise.resolve({ [Symbol.asyncDispose]: () => Promise.resolve(other.destroy()) }));
      await other.query('USE mysql');
    }
    for (const [code, lower, raise] of [
      [1203, 'SET GLOBAL max_user_connections = 10', 'SET GLOBAL max_user_connections = 30'],
      [1040, 'SET GLOBAL max_connections = 10', 'SET GLOBAL max_connections = 40'],
    ] as const) {
      await database.connection.query(lower);
      await killConnections(database);
      stage.seen.note(`${code}`);
      await observe(stage, gateway.url, database);
      await database.connection.query(raise);
      const recovered = await recover(gateway.url);
      stage.seen.equal('afterwards', recovered, `${pages.length} × 200`);
    }
  },
};

async function observe({ seen }: Stage, url: string, { connection }: FaultDatabase): Promise<void> {
  const replies = await Promise.all(pages.map((page) => ask(url, page)));
  seen.that(tally(replies), replies.every(isMaskedRefusal), '503 with Retry-After, masked');
  const before = await countAttempts(connection);
  const endAt = performance.now() + observedSeconds * 1_000;
  while (performance.now() < endAt) {
    await ask(url);
    await delay(100);
  }
  const tried = (await countAttempts(connection)) - before;
  seen.atMost('connections tried a second', tried / observedSeconds, 20);
}

async function countAttempts(connection: Connection): Promise<number> {
  const refused = await readStatus(connection, 'Connection_errors_max_connections');
  return refused + (await readStatus(connection, 'Connections'));
}

/** Whatever still waits for its next try is given some seconds. */
async function recover(url: string): Promise<string> {
  const endAt = performance.now() + 3_000;
  for (;;) {
    const outcome = tally(await Promise.all(pages.map((page) => ask(url, page))));
    if (outcome === `${pages.length} × 200` || performance.now() > endAt) return outcome;
  }
}
