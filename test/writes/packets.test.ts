import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { makeIdempotencyTable } from '../../src/database/write/make-idempotency-table.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway } from '../support/gateway.ts';

/** More than the 16 MB that MariaDB takes at once: MySQL takes 64, which would only take the test more time. */
const rows = 300;
const text = 'x'.repeat(60_000);

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase('tables');
  await makeIdempotencyTable({ url: database.url, report: () => undefined });
  await database.connection.query(
    "INSERT INTO User (id, email, name, updatedAt) VALUES (1, 'a@example.com', 'before', NOW())",
  );
});

afterAll(() => database[Symbol.asyncDispose]());

describe.runIf(inject('serverKind') === 'mariadb')('Statement that the database would not take', () => {
  test('is cut into several: many large rows at once', async () => {
    await using gateway = await openTestGateway({
      databaseUrl: database.url,
      settings: { BODY_MAX_BYTES: '100000000' },
    });
    const data = Array.from({ length: rows }, (_, index) => ({
      email: `${index}@example.com`,
      name: 'x',
      bio: text,
    }));
    const { errors } = await gateway.query(
      'mutation ($data: [UserCreateManyInput!]!) { createUsers(data: $data) { id } }',
      { data },
    );
    expect(errors).toBeUndefined();
    const next = await gateway.query('{ users { totalCount } }');
    expect(next.data).toEqual({ users: { totalCount: 1 + rows } });
  });

  test('is refused, and nobody else notices: one row that is too large', async () => {
    await using gateway = await openTestGateway({
      databaseUrl: database.url,
      settings: { BODY_MAX_BYTES: '100000000' },
    });
    const { errors } = await gateway.query(
      'mutation ($body: String!) { createPost(data: { title: "x", body: $body, authorId: 1 }) { id } }',
      { body: 'x'.repeat(17_000_000) },
    );
    expect(errors).toMatchObject([
      { extensions: { code: expect.stringMatching(/TOO_COMPLEX|BAD_USER_INPUT/) } },
    ]);
    const next = await gateway.query('{ posts { totalCount } }');
    expect(next.data).toEqual({ posts: { totalCount: 0 } });
  });

  test('is refused, and nobody else notices: a large answer that is to be kept', async () => {
    await database.connection.batch(
      "INSERT INTO Post (title, body, authorId) VALUES ('x', ?, 1)",
      Array.from({ length: rows }, () => [text]),
    );
    await using gateway = await openTestGateway({ databaseUrl: database.url });
    const document = `mutation { updateUser(id: 1, data: { name: "after" }) { name posts(first: ${rows}) { nodes { body } } } }`;
    const refused = await gateway.query(document, {}, { headers: { 'idempotency-key': 'large' } });
    expect(refused.data).toEqual({ updateUser: null });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'TOO_COMPLEX' } }]);
    const next = await gateway.query('{ user(id: 1) { name } }');
    expect(next.data).toEqual({ user: { name: 'before' } });
    const unkept = await gateway.query(document);
    expect(unkept.data).toMatchObject({ updateUser: { name: 'after' } });
  });
});
