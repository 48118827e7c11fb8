import { ClientError, gql, GraphQLClient, request } from 'graphql-request';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededDatabaseUrl } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
let client: GraphQLClient;

beforeAll(async () => {
  gateway = await openTestGateway({ databaseUrl: seededDatabaseUrl() });
  client = new GraphQLClient(`${gateway.url}/graphql`);
});

afterAll(() => gateway[Symbol.asyncDispose]());

/** The error with which a request fails; one that does not fail the test does. */
async function refusal(document: string, variables: Record<string, unknown> = {}): Promise<ClientError> {
  const error: unknown = await client.request(document, variables).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ClientError) return error;
  throw new Error('The request was expected to be refused.', { cause: error });
}

interface UserPage {
  readonly users: {
    readonly nodes: readonly { readonly id: string; readonly nodeId: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

describe('graphql-request', () => {
  test('sends a query with variables and a fragment', async () => {
    const document = gql`
      query People($ids: [ID!]!) {
        usersById(ids: $ids) {
          ...person
          manager {
            ...person
          }
        }
      }
      fragment person on User {
        id
        email
      }
    `;
    expect(await request(`${gateway.url}/graphql`, document, { ids: ['2', '999999', '1'] })).toEqual({
      usersById: [
        { id: '2', email: 'user2@example.com', manager: { id: '1', email: 'user1@example.com' } },
        null,
        { id: '1', email: 'user1@example.com', manager: null },
      ],
    });
  });

  test('pages through every row that matches, by cursors', async () => {
    const document = gql`
      query Page($after: String) {
        users(first: 7, after: $after, where: { id: { lte: "24" } }, orderBy: [{ id: desc }]) {
          nodes {
            id
            nodeId
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    `;
    const ids: string[] = [];
    let after: string | null = null;
    let last: UserPage['users'];
    do {
      ({ users: last } = await client.request<UserPage>(document, { after }));
      ids.push(...last.nodes.map(({ id }) => id));
      after = last.pageInfo.endCursor;
    } while (last.pageInfo.hasNextPage);
    expect(ids).toEqual(Array.from({ length: 24 }, (_, index) => String(24 - index)));
    const [row] = last.nodes;
    const lookup = gql`
      query Row($nodeId: ID!) {
        node(nodeId: $nodeId) {
          __typename
          nodeId
        }
      }
    `;
    expect(await client.request(lookup, { nodeId: row?.nodeId })).toEqual({
      node: { __typename: 'User', nodeId: row?.nodeId },
    });
  });

  test('gets an argument that cannot be used as BAD_USER_INPUT, with what was wanted and got', async () => {
    const { response } = await refusal('query ($id: ID!) { user(id: $id) { id } }', { id: 'x' });
    expect(response.status).toBe(200);
    expect(response.errors).toEqual([
      {
        message: expect.stringContaining('"x"'),
        path: ['user'],
        locations: expect.any(Array),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  test('gets a variable of another type as BAD_USER_INPUT, before anything runs', async () => {
    const { response } = await refusal('query ($n: Int!) { users(first: $n) { nodes { id } } }', {
      n: 'many',
    });
    expect(response.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    expect(response.data).toBeUndefined();
  });

  test('gets an unknown field as GRAPHQL_VALIDATION_FAILED, with its place', async () => {
    const { response } = await refusal('{ user(id: 1) { shoeSize } }');
    expect(response.errors).toEqual([
      {
        message: expect.stringContaining('shoeSize'),
        locations: [{ line: 1, column: 17 }],
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
  });

  test('gets what does not parse as GRAPHQL_PARSE_FAILED', async () => {
    // It parses the document itself to find the operation's name, so it is told not to.
    const plain = new GraphQLClient(`${gateway.url}/graphql`, { excludeOperationName: true });
    await expect(plain.request('{ user(id: 1) { id }')).rejects.toMatchObject({
      response: { errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] },
    });
  });
});
