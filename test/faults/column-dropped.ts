import { ask, type Reply } from './ask.ts';
import type { Fault } from './fault.ts';

/** A column is dropped while the gateway serves it. */
export const columnDropped: Fault = {
  number: 34,
  title: 'column dropped under it',
  short: 'runs',
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase();
    const gateway = await stage.openGateway(database.url);
    const documents = {
      without: '{ users(first: 3) { nodes { id name } } }',
      'a lookup without': '{ user(id: 2) { name } }',
      'another model': '{ posts(first: 3) { nodes { title author { name } } } }',
      'a mutation without': 'mutation { updateUser(id: 2, data: { name: "n" }) { name } }',
    };
    const withColumn = '{ users(first: 3) { nodes { id bio } } }';
    for (const document of [...Object.values(documents), withColumn]) await ask(gateway.url, document);
    await database.connection.query('ALTER TABLE User DROP COLUMN bio');
    for (let round = 1; round <= 2; round += 1) {
      const reply = await ask(gateway.url, withColumn);
      seen.that(
        `with the column: ${tell(reply)}`,
        isTyped(reply),
        'a code of its own and the other fields, masked',
      );
    }
    for (const [name, document] of Object.entries(documents)) {
      const reply = await ask(gateway.url, document);
      seen.equal(name, tell(reply), '200');
    }
  },
};

function tell({ status, codes }: Reply): string {
  return [status, ...codes].join(' ');
}

function isTyped(reply: Reply): boolean {
  if (reply.codes.length === 0 || reply.codes.includes('INTERNAL_SERVER_ERROR')) return false;
  return reply.text.includes('"id":"1"') && !/SELECT|Unknown column|`|node_modules/.test(reply.text);
}
