import { Random } from '../../prisma/seed/random.ts';
import { openDatabaseProxy } from '../support/database-proxy.ts';
import { runClients } from '../support/run-clients.ts';
import { ask } from './ask.ts';
import type { Fault } from './fault.ts';

const writes = 400;
const document = `mutation ($title: String!) {
  createPost(data: { title: $title, body: "b", author: { connect: { id: 1 } } }) { id }
}`;

/** The connection breaks while a transaction is committed. */
export const lostCommit: Fault = {
  number: 5,
  title: 'connection lost at COMMIT',
  short: { heldBy: 'test/writes/lost-commit.test.ts' },
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase();
    const proxy = await stage.use(openDatabaseProxy(database.url));
    const gateway = await stage.openGateway(proxy.url);
    const random = new Random(3);
    const acknowledged = new Set<string>();
    const unknown = new Set<string>();
    const others: string[] = [];
    await runClients({ clients: 8, rounds: writes }, async (_, round) => {
      const title = `lost-${round}`;
      if (random.below(4) === 0) proxy.decideNextCommit(random.pick(['lose answer', 'lose commit']));
      const { codes } = await ask(gateway.url, document, { variables: { title } });
      if (codes.length === 0) acknowledged.add(title);
      else if (codes.join() === 'COMMIT_UNKNOWN') unknown.add(title);
      else others.push(codes.join());
    });
    const rows = await database.connection.query<{ title: string; count: number }[]>(
      "SELECT title, COUNT(*) AS count FROM Post WHERE title LIKE 'lost-%' GROUP BY title",
    );
    const there = new Set(rows.map(({ title }) => title));
    seen.atLeast('acknowledged', acknowledged.size, 1);
    seen.atLeast('COMMIT_UNKNOWN', unknown.size, 1);
    seen.equal('other codes', others.join(), '');
    seen.equal('acknowledged and missing', [...acknowledged].filter((title) => !there.has(title)).length, 0);
    seen.equal('there twice', rows.filter(({ count }) => count > 1).length, 0);
    seen.equal('COMMITs', proxy.commits(), writes);
  },
};
