import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestGateway, statementMatchers, type TestGateway } from '../../../../src/open-test-gateway.ts';

expect.extend(statementMatchers);

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await openTestGateway({ process, schema: 'prisma/schema.prisma' });
  await gateway.statements(
    'mutation { createUsers(data: [{ name: "Ada", email: "ada@x.org" }, { name: "Bea", email: "bea@x.org" }]) { id } }',
  );
});

afterAll(() => gateway[Symbol.asyncDispose]());

test('The page of people takes two statements, however many there are', async () => {
  const result = await gateway.execute(
    '{ users(first: 50) { nodes { name manager { name } posts { totalCount } } } }',
  );
  expect(result).toTakeStatements(2);
});
