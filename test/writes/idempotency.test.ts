import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import { makeIdempotencyTable } from '../../src/database/write/make-idempotency-table.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openDatabaseProxy } from '../support/database-proxy.ts';
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
