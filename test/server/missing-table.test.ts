import { expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { openTestGateway } from '../support/gateway.ts';

test('Missing table fails the fields that read or write it, and leaves the others', async () => {
  await using database = await openTestDatabase('tables');
  await using gateway = await openTestGateway({ databaseUrl: database.url });
  await database.connection.query('DROP TABLE Membership');
  const message = 'A table of the model is missing in the database.';
  const extensions = { code: 'BAD_DATA' };
  const read = await gateway.query('{ memberships { totalCount } users { totalCount } }');
  expect(read.data).toEqual(null);
  expect(read.errors).toMatchObject([{ message, path: ['memberships', 'totalCount'], extensions }]);
  const nested = await gateway.query('{ users { totalCount nodes { memberships { totalCount } } } }');
  expect(nested).toMatchObject({ data: { users: { totalCount: 0, nodes: [] } }, errors: undefined });
  const written = await gateway.query(
    'mutation { createMembership(data: { user: { connect: { id: 1 } }, team: { connect: { id: 1 } } }) { role } }',
  );
  expect(written.errors).toMatchObject([{ path: ['createMembership'] }]);
  const deleted = await gateway.query('mutation { deleteMemberships(where: {}) { count } }');
  expect(deleted.errors).toMatchObject([{ message, path: ['deleteMemberships'], extensions }]);
});
