import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import { makeIdempotencyTable } from '../../src/database/write/make-idempotency-table.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openDatabaseProxy } from '../support/database-proxy.ts';
import { holdRows } from '../support/held-rows.ts';
import { type GraphQLAnswer, openTestGateway, type TestGateway } from '../support/gateway.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase('tables');
  await makeIdempotencyTable({ url: database.url, report: () => undefined });
});

afterAll(() => database[Symbol.asyncDispose]());

/** Makes a team of that name, whose number is the database's. */
function createTeam(gateway: TestGateway, slug: string, key?: string, name = 'x'): Promise<GraphQLAnswer> {
  return gateway.query(
    'mutation ($slug: String!, $name: String!) { createTeam(data: { slug: $slug, name: $name }) { id slug } }',
    { slug, name },
    key === undefined ? {} : { headers: { 'idempotency-key': key } },
  );
}

/** Makes a team and then writes to the user 1. */
function createTeamWithBio(gateway: TestGateway): Promise<GraphQLAnswer> {
  return gateway.query(
    'mutation { createTeam(data: { slug: "awaited", name: "x" }) { id } updateUser(id: 1, data: { bio: "x" }) { updatedAt } }',
    {},
    { headers: { 'idempotency-key': 'key-awaited' } },
  );
}

async function countTeams(slug: string): Promise<number> {
  const [row] = await database.connection.query<{ n: number }[]>(
    'SELECT COUNT(*) AS n FROM Team WHERE slug = ?',
    [slug],
  );
  return Number(row?.n);
}

describe('Request with an idempotency key', () => {
  test('happens once, however often and at once it is sent, and is answered alike', async () => {
    await using gateway = await openTestGateway({ databaseUrl: database.url });
    const answers = await Promise.all([1, 2, 3].map(() => createTeam(gateway, 'once', 'key-once')));
    const later = await createTeam(gateway, 'once', 'key-once');
    expect(later.errors).toBeUndefined();
    expect(answers.map(({ data }) => data)).toEqual([later.data, later.data, later.data]);
    expect(await countTeams('once')).toBe(1);
  });

  test('that comes while the first is under way waits for it, at another gateway too', async () => {
    await using gateway = await openTestGateway({ databaseUrl: database.url });
    await using other = await openTestGateway({ databaseUrl: database.url });
    await database.connection.query(
      "INSERT INTO User (id, email, name, bio, updatedAt) VALUES (1, 'a@example.com', 'Ada', '', NOW())",
    );
    await using rows = await holdRows(database, "UPDATE User SET bio = 'held' WHERE id = 1");
    const answers = [createTeamWithBio(gateway)];
    await rows.waitForWriters(1);
    answers.push(createTeamWithBio(gateway), createTeamWithBio(other));
    await rows.waitForWriters(3);
    await rows.letGo();
    const [first, second, third] = await Promise.all(answers);
    expect(first?.errors).toBeUndefined();
    expect([second?.data, third?.data]).toEqual([first?.data, first?.data]);
    expect(await countTeams('awaited')).toBe(1);
  });

  test('is refused where the key is another request’s that came at once', async () => {
    await using gateway = await openTestGateway({ databaseUrl: database.url });
    const answers = await Promise.all(['one', 'other'].map((slug) => createTeam(gateway, slug, 'key-both')));
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'written');
    expect(codes.toSorted()).toEqual(['BAD_REQUEST', 'written']);
    expect((await countTeams('one')) + (await countTeams('other'))).toBe(1);
  });

  test('is refused where the key was another document’s', async () => {
    await using gateway = await openTestGateway({ databaseUrl: database.url });
    await createTeam(gateway, 'document', 'key-document');
    const { errors } = await gateway.query(
      'mutation { createTeam(data: { slug: "other-document", name: "x" }) { id } }',
      {},
      { headers: { 'idempotency-key': 'key-document' } },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    expect(await countTeams('other-document')).toBe(0);
  });

  test.each([
    ['empty', ''],
    ['too long', 'x'.repeat(256)],
    ['not of ASCII', 'clé'],
  ])('is refused where the key is %s', async (name, key) => {
    await using gateway = await openTestGateway({ databaseUrl: database.url });
    const { errors } = await createTeam(gateway, name, key);
    expect(errors).toMatchObject([
      { message: expect.stringContaining('"idempotency-key"'), extensions: { code: 'BAD_REQUEST' } },
    ]);
    expect(await countTeams(name)).toBe(0);
  });

  test('that only reads makes nothing of the key', async () => {
    await using gateway = await openTestGateway({ databaseUrl: database.url });
    for (const slug of ['read-1', 'read-2']) {
      const { data } = await gateway.query(
        'query ($slug: String!) { teamBySlug(slug: $slug) { id } }',
        { slug },
        { headers: { 'idempotency-key': 'key-read' } },
      );
      expect(data).toEqual({ teamBySlug: null });
    }
    const kept = await database.connection.query(
      "SELECT 1 FROM _gather_idempotency WHERE idempotency_key = 'key-read'",
    );
    expect(kept).toEqual([]);
  });

  test('is refused where the key was another request’s', async () => {
    await using gateway = await openTestGateway({ databaseUrl: database.url });
    await createTeam(gateway, 'mine', 'key-mine');
    const { status, errors } = await createTeam(gateway, 'mine', 'key-mine', 'y');
    expect([status, errors?.map(({ extensions }) => extensions.code)]).toEqual([400, ['BAD_REQUEST']]);
    expect(await countTeams('mine')).toBe(1);
  });

  test('that fails keeps nothing, so that its retry runs', async () => {
    await using gateway = await openTestGateway({ databaseUrl: database.url });
    await createTeam(gateway, 'taken');
    const refused = await createTeam(gateway, 'taken', 'key-taken');
    expect(refused.errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
    await database.connection.query("DELETE FROM Team WHERE slug = 'taken'");
    const retried = await createTeam(gateway, 'taken', 'key-taken');
    expect(retried.errors).toBeUndefined();
    expect(await countTeams('taken')).toBe(1);
  });

  test('takes a key anew that is older than a day', async () => {
    await using gateway = await openTestGateway({ databaseUrl: database.url });
    await createTeam(gateway, 'old', 'key-old');
    await database.connection.query(
      "UPDATE _gather_idempotency SET created_at = created_at - INTERVAL 25 HOUR WHERE idempotency_key = 'key-old'",
    );
    expect((await createTeam(gateway, 'new', 'key-old')).data).toMatchObject({ createTeam: { slug: 'new' } });
  });

  test('is refused where no answers are kept', async () => {
    await using other = await openTestDatabase('tables');
    await using gateway = await openTestGateway({ databaseUrl: other.url });
    const { errors } = await createTeam(gateway, 'unkept', 'key-unkept');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    expect(errors?.[0]?.message).toContain('gather migrate --idempotency');
  });

  test.each(['lose answer', 'lose commit'] as const)(
    'has one effect where its COMMIT is lost and it is sent again: %s',
    async (fate) => {
      await using proxy = await openDatabaseProxy(database.url);
      await using gateway = await openTestGateway({ databaseUrl: proxy.url });
      const slug = fate.replace(' ', '-');
      proxy.decideNextCommit(fate);
      const lost = await createTeam(gateway, slug, `key-${slug}`);
      expect(lost.data).toEqual({ createTeam: null });
      expect(lost.errors).toMatchObject([{ extensions: { code: 'COMMIT_UNKNOWN' } }]);
      const again = await createTeam(gateway, slug, `key-${slug}`);
      expect(again.errors).toBeUndefined();
      expect(again.data).toMatchObject({ createTeam: { slug } });
      expect(await countTeams(slug)).toBe(1);
    },
  );
});
