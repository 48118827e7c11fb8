import { expect, test } from 'vitest';
import { openCountedDatabase } from '../../support/count-statements.ts';
import { seededDatabaseUrl } from '../../support/database.ts';
import { openTestGateway } from '../../support/gateway.ts';

/** Filters of the demo directory, which has 20,000 comments of 5,000 posts of 1,000 users. */
const filters = [
  ['comments', '{ post: { is: { author: { is: { email: { equals: "user777@example.com" } } } } } }'],
  ['comments', '{ post: { is: { author: { is: { email: { equals: "nobody@example.com" } } } } } }'],
  ['comments', '{ post: { is: { published: { equals: false } } } }'],
  ['comments', '{ post: { isNot: { published: { equals: false } } } }'],
  ['comments', '{ author: { isNot: { email: { equals: "user777@example.com" } } } }'],
  ['users', '{ posts: { some: {} } }'],
  ['users', '{ posts: { some: { comments: { some: { id: { equals: 12345 } } } } } }'],
  ['users', '{ comments: { some: { body: { contains: "e" } } } }'],
  ['users', '{ posts: { none: {} } }'],
  ['users', '{ posts: { none: { published: { equals: true } } } }'],
  ['users', '{ NOT: [{ posts: { some: { published: { equals: true } } } }] }'],
  ['users', '{ posts: { every: { published: { equals: true } } } }'],
] as const;

test('Filter over relations reads what a page of it shows, and not the tables', async () => {
  await using database = await openCountedDatabase(seededDatabaseUrl());
  await using gateway = await openTestGateway({ databaseUrl: database.url });
  const counted: unknown[] = [];
  for (const [list, where] of filters) {
    const document = `{ ${list}(first: 10, where: ${where}) { nodes { id } } }`;
    await gateway.query(document);
    const rows = await database.countRowsExamined(() => gateway.query(document));
    if (rows > 800) counted.push({ list, where, rows });
  }
  expect(counted).toEqual([]);
});
