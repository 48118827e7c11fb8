import { expect, test } from 'vitest';
import { Random } from '../../prisma/seed/random.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { seededDatabaseUrl } from '../support/database.ts';
import { openDatabaseProxy } from '../support/database-proxy.ts';
import { openTestGateway } from '../support/gateway.ts';
import { runClients } from '../support/run-clients.ts';

const rounds = 60;

/** Answers with rows are longer; what the monitor is told is not, so that it notices when it can go on. */
const shortBytes = 200;

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

test('Gateway answers all requests while the database sends corrupted packets, and rightly when it does not', async () => {
  await using proxy = await openDatabaseProxy(seededDatabaseUrl());
  await using gateway = await openTestGateway({
    databaseUrl: proxy.url,
    settings: { STATEMENT_TIMEOUT_MS: '500', CONNECT_TIMEOUT_MS: '500', POOL_SIZE: '4' },
  });
  const document =
    'query ($after: Int!) { users(first: 5, where: { id: { gt: 10 } }) { nodes { id name email createdAt posts(first: $after) { nodes { id title createdAt } } } } }';
  const right = await gateway.query(document, { after: 3 });
  expect(right.errors).toBeUndefined();
  const random = new Random(5);
  // Within packets, so that what is left of them must be read; the header of the first one is left alone.
  proxy.changeAnswers((chunk) => {
    if (chunk.length < shortBytes || random.below(2) > 0) return chunk;
    const changed = Buffer.from(chunk);
    changed[4 + random.below(changed.length - 4)] = random.below(256);
    return changed;
  });
  const isReady = async (): Promise<boolean> => {
    const { status } = await fetch(`${gateway.url}/health/ready`);
    return status === 200;
  };
  let refused = 0;
  await runClients({ clients: 4, rounds }, async () => {
    // It is not asked while it refuses at once: then nothing would be read.
    await waitUntil(isReady, { intervalMs: 10, timeoutMs: 10_000 });
    const { status, errors } = await gateway.query(document, { after: 3 });
    expect(status).toBeLessThan(600);
    if (errors) refused += 1;
  });
  expect(refused).toBeGreaterThan(rounds / 10);
  proxy.changeAnswers(undefined);
  expect(await waitUntil(isReady, { intervalMs: 20, timeoutMs: 10_000 })).toBe(true);
  const isRight = async (): Promise<boolean> =>
    JSON.stringify(await gateway.query(document, { after: 3 })) === JSON.stringify(right);
  expect(await waitUntil(isRight, { intervalMs: 20, timeoutMs: 10_000 })).toBe(true);
});
