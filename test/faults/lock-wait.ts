import { ask } from './ask.ts';
import type { Fault } from './fault.ts';
import { noteGateways } from './note-gateways.ts';

/** Two rows are written; the second is held by another transaction. */
const document = `mutation ($slug: String!) {
  createTeam(data: { slug: $slug, name: "waits" }) { id }
  updateUser(id: 3, data: { bio: $slug }) { id }
}`;

/** A row stays locked for longer than a mutation waits. */
export const lockWait: Fault = {
  number: 13,
  title: 'lock wait 1205',
  short: { heldBy: 'test/writes/deadlines.test.ts' },
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase();
    const gateway = await stage.openGateway(database.url, { LOCK_TIMEOUT_SECONDS: '1' });
    const holder = await database.connect();
    await holder.query("START TRANSACTION; UPDATE User SET bio = 'held' WHERE id = 3");
    const refused = await ask(gateway.url, document, { variables: { slug: 'refused' } });
    seen.equal('while it is held', refused.codes.join(), 'CONFLICT');
    seen.note(`after ${(refused.ms / 1_000).toFixed(1)} s`);
    const asking = ask(gateway.url, document, { variables: { slug: 'written' } });
    const released = new Promise((resolve) => setTimeout(resolve, 1_500));
    await released;
    await holder.query('ROLLBACK');
    const written = await asking;
    seen.equal('when it is let go', `${written.status} ${written.codes.join()}`.trim(), '200');
    const rows = await database.connection.query<{ slug: string }[]>(
      "SELECT slug FROM Team WHERE slug IN ('refused', 'written')",
    );
    seen.equal('written', rows.map(({ slug }) => slug).join(), 'written');
    await noteGateways(seen, [gateway]);
  },
};
