import { expect, test } from 'vitest';
import { waitUntil } from '../../../src/std/wait-until.ts';
import { seededDatabaseUrl } from '../../support/database.ts';
import { openDatabaseProxy } from '../../support/database-proxy.ts';
import { openTestGateway } from '../../support/gateway.ts';

/** Types of text in the protocol. */
const textTypes = [0xfc, 0xfd];

/** Gives the text columns of an answer a collation that does not exist, which the driver looks up unchecked. */
function corruptCollations(chunk: Buffer): Buffer {
  const changed = Buffer.from(chunk);
  for (let at = 0; at + 7 < changed.length; at += 1) {
    // the length of a column's fixed fields, a collation of two bytes, a length of four, a type
    const isText = changed[at] === 12 && changed[at + 2] === 0 && textTypes.includes(changed[at + 7] ?? 0);
    if (isText) changed.fill(0xff, at + 1, at + 3);
  }
  return changed;
}

test('Answer that the driver cannot read ends its own connection, and nothing else', async () => {
  await using proxy = await openDatabaseProxy(seededDatabaseUrl());
  await using gateway = await openTestGateway({ databaseUrl: proxy.url, settings: { POOL_SIZE: '4' } });
  const read = (id: number): ReturnType<typeof gateway.query> =>
    gateway.query(
      'query ($id: ID!) { user(id: $id) { name email bio posts(first: 1) { nodes { title } } } }',
      { id },
    );
  await read(1);
  const slow = gateway.query('{ comments(where: { body: { contains: "zz" } }) { totalCount } }');
  proxy.changeAnswers(corruptCollations);
  const { errors } = await gateway.query('{ posts(first: 2) { nodes { title body author { name bio } } } }');
  expect(errors?.[0]?.extensions.code).toBe('DATABASE_UNAVAILABLE');
  proxy.changeAnswers(undefined);
  expect((await slow).errors).toBeUndefined();
  const isRight = async (): Promise<boolean> => (await read(2)).errors === undefined;
  expect(await waitUntil(isRight, { intervalMs: 20, timeoutMs: 10_000 })).toBe(true);
});
