import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../support/database.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';

const opened = new AsyncDisposableStack();
let gateway: TestGateway;

/** Texts that begin alike, for longer than a server sorts by, in another order than their keys. */
const endings = ['d', 'a', 'c', 'b'];

beforeAll(async () => {
  const { url, connection } = opened.use(await openTestDatabase('tables'));
  await connection.query("INSERT INTO User (id, email, name, updatedAt) VALUES (1, 'a', 'A', '2026-01-01')");
  for (const [index, ending] of endings.entries()) {
    const values = [index + 1, `${'é'.repeat(10_000)}${ending}`];
    await connection.query("INSERT INTO Post (id, title, body, authorId) VALUES (?, 'T', ?, 1)", values);
  }
  gateway = opened.use(await openTestGateway({ databaseUrl: url }));
});

afterAll(() => opened.disposeAsync());

interface Connection {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

test.each(['asc', 'desc'])(
  'Pages in the order (%s) of a long text pass no row over and none twice',
  async (direction) => {
    const document = (list: string): string =>
      `query ($after: String) { ${list.replace('posts', `posts(first: 1, after: $after, orderBy: [{ body: ${direction} }]) { nodes { id } pageInfo { endCursor hasNextPage } }`)} }`;
    for (const list of ['posts', 'user(id: 1) { posts }']) {
      const ids: string[] = [];
      for (let after: string | undefined, more = true; more;) {
        const { data, errors } = await gateway.query(document(list), { after });
        expect(errors).toBeUndefined();
        const root = data as { posts: Connection; user: { posts: Connection } };
        const { nodes, pageInfo } = list === 'posts' ? root.posts : root.user.posts;
        ids.push(...nodes.map(({ id }) => id));
        after = pageInfo.endCursor;
        more = pageInfo.hasNextPage && ids.length < 10;
      }
      expect(ids.toSorted()).toEqual(['1', '2', '3', '4']);
    }
  },
);
