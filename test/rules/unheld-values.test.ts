import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readGeneratedModel } from '../../src/gateway.ts';
import type { ProtectionOptions } from '../../src/rules/protection.ts';
import type { ViewerData } from '../../src/rules/viewer.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openViewerGateway, type ViewerGateway } from '../support/viewer-gateway.ts';

const models = await readGeneratedModel();

/** One model for each way in which a rule compares with a moment. Columns hold milliseconds. */
const protection: ProtectionOptions = {
  viewer: { values: { since: 'User.createdAt' }, roles: [] },
  rules: ({ viewer: { since } }) => ({
    User: {
      read: 'anyone',
      fields: {
        email: { read: { posts: { every: { createdAt: since } } } },
        name: { read: { posts: { none: { createdAt: { not: since } } } } },
        role: { read: { posts: { none: { createdAt: { lt: since } } } } },
        managerId: { read: { NOT: [{ createdAt: { equals: since } }] } },
      },
    },
    Post: { read: { createdAt: { not: since } } },
    Comment: { read: { createdAt: { gte: since } } },
    Membership: { read: { joinedAt: since } },
  }),
};

const held = '2026-01-01T00:00:00.000Z';
/** A microsecond later, which no column of milliseconds holds. */
const unheld = '2026-01-01T00:00:00.000001Z';

let database: TestDatabase;
let gateway: ViewerGateway;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.connection.query(`
    INSERT INTO User (id, email, name, role, managerId, createdAt, updatedAt) VALUES
      (1, 'ada@x', 'Ada', 'ADMIN', 1, '2026-01-01', NOW());
    INSERT INTO Post (id, title, body, published, authorId, createdAt) VALUES (1, 'a', 'b', TRUE, 1, '2026-01-01');
    INSERT INTO Comment (id, body, postId, authorId, createdAt) VALUES (1, 'c', 1, 1, '2026-01-01');
    INSERT INTO Team (id, slug, name) VALUES (1, 'a', 'A');
    INSERT INTO Membership (userId, teamId, role, joinedAt) VALUES (1, 1, 'MEMBER', '2026-01-01');`);
  gateway = await openViewerGateway({ databaseUrl: database.url, models, protection });
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const text = `{
  users { nodes { email name role managerId } }
  posts { totalCount } comments { totalCount } memberships { totalCount }
}`;

const counts = (posts: number, comments: number, memberships: number): object => ({
  posts: { totalCount: posts },
  comments: { totalCount: comments },
  memberships: { totalCount: memberships },
});

const seen = {
  [held]: {
    users: { nodes: [{ email: 'ada@x', name: 'Ada', role: 'ADMIN', managerId: null }] },
    ...counts(0, 1, 1),
  },
  // It differs from every stored value, and an order with it shows nothing.
  [unheld]: {
    users: { nodes: [{ email: null, name: null, role: null, managerId: '1' }] },
    ...counts(1, 0, 0),
  },
};

const ask = async (since: keyof typeof seen): Promise<unknown> => {
  const viewer: ViewerData = { values: { since }, roles: [] };
  return (await gateway.ask(viewer, { text, variables: {} })).data;
};

describe('Values of the viewer that a column cannot hold', () => {
  test('differ from all of its values, and show nothing by an order', async () => {
    expect(await ask(held)).toEqual(seen[held]);
    expect(await ask(unheld)).toEqual(seen[unheld]);
  });

  test('do so in a statement that several viewers share', async () => {
    const before = gateway.counts.shared;
    const asked = [held, unheld, held, unheld] as const;
    expect(await Promise.all(asked.map(ask))).toEqual(asked.map((since) => seen[since]));
    expect(gateway.counts.shared).toBeGreaterThan(before);
  });
});
