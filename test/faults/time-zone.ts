import type { Connection } from 'mariadb';
import { ask, tally } from './ask.ts';
import type { Fault } from './fault.ts';

/** Around both changes of the clock of New York and of Central Europe, and elsewhere. */
const instants = [
  '2026-03-08T06:59:59.999Z',
  '2026-03-08T07:00:00.000Z',
  '2026-03-29T00:30:00.000Z',
  '2026-03-29T01:30:00.000Z',
  '2026-10-25T00:30:00.000Z',
  '2026-10-25T01:30:00.000Z',
  '2026-11-01T05:30:00.000Z',
  '2026-11-01T06:30:00.000Z',
  '1999-12-31T23:59:59.123Z',
];

/** Neither the server nor the gateway's process has its clock at UTC. */
export const timeZone: Fault = {
  number: 32,
  title: 'server time zone other than UTC, DST',
  short: { heldBy: 'test/database/connection/server-settings.test.ts' },
  run: async (stage) => {
    const { seen } = stage;
    const server = await stage.openServer(['--default-time-zone=-05:00']);
    const database = await stage.openDatabase('directory', server.url);
    await database.connection.query("SET time_zone = '+00:00'");
    const gateway = await stage.openGateway(database.url, { TZ: 'America/New_York' });
    const differences: string[] = [];
    for (const [index, instant] of instants.entries()) {
      const id = index + 1;
      const written = await ask(
        gateway.url,
        `mutation { updateUser(id: ${id}, data: { createdAt: "${instant}" }) { createdAt } }`,
      );
      const read = await ask(gateway.url, `{ user(id: ${id}) { createdAt } }`);
      const found = await ask(
        gateway.url,
        `{ users(where: { createdAt: { equals: "${instant}" } }) { totalCount } }`,
      );
      const stored = await readStored(database.connection, id);
      const all = [written, read].every(({ text }) => text.includes(instant));
      if (!all || stored !== instant || !found.text.includes('"totalCount":1'))
        differences.push(`${instant} is stored as ${stored}: ${tally([written, read, found])}`);
    }
    seen.note(`${instants.length} instants, server at -05:00, process in New York`);
    seen.that(`different: ${differences.join(', ') || 'none'}`, differences.length === 0, 'none');
  },
};

async function readStored(connection: Connection, id: number): Promise<string> {
  const rows = await connection.query<{ at: string }[]>(
    "SELECT DATE_FORMAT(createdAt, '%Y-%m-%dT%H:%i:%s.%f') AS at FROM User WHERE id = ?",
    [id],
  );
  return `${rows[0]?.at.slice(0, 23) ?? ''}Z`;
}
