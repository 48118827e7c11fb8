import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { seededDatabaseUrl } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { runToEnd } from '../support/gateway-process.ts';

/** Whether GraphiQL opens with a mutation to try. */
async function showsExample({ url }: TestGateway): Promise<boolean> {
  const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
  return /create\w+\(data: /.test(await page.text());
}

describe('MUTATIONS=false', () => {
  test('leaves the Mutation type and what only it takes out of the printed schema', async () => {
    const { code, output } = await runToEnd(['schema'], { MUTATIONS: 'false' });
    expect(code).toBe(0);
    expect(buildSchema(output).getMutationType()).toBeUndefined();
    expect(output).not.toMatch(/Mutation|CreateInput|UpdateInput|BatchPayload/);
    expect(output).toContain('type Query');
  });

  test('refuses a mutation before anything is written, and answers queries', async () => {
    await using gateway = await openTestGateway({
      databaseUrl: seededDatabaseUrl(),
      settings: { MUTATIONS: 'false' },
    });
    const refused = await gateway.query('mutation { deleteUsers(where: {}) { count } }');
    expect(refused.data).toBeUndefined();
    expect(refused.errors).toMatchObject([
      {
        message: 'The schema has no mutations.',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
    const answered = await gateway.query('{ users { totalCount } }');
    expect(answered.data).toEqual({ users: { totalCount: 1_000 } });
    await using other = await openTestGateway({ databaseUrl: seededDatabaseUrl() });
    expect(await showsExample(other)).toBe(true);
    expect(await showsExample(gateway)).toBe(false);
  });
});
