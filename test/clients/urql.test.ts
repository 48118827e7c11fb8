import {
  type AnyVariables,
  type Client,
  gql,
  type OperationResult,
  type TypedDocumentNode,
} from '@urql/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { seededDatabaseUrl } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { expectQuietConsole } from './expect-quiet-console.ts';
import { buildUrqlClient } from './documented/urql.ts';

interface People {
  readonly users: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly id: string; readonly name: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const peopleQuery: TypedDocumentNode<People, { first: number; after?: string }> = gql`
  query People($first: Int!, $after: String) {
    users(first: $first, after: $after, orderBy: [{ name: asc }]) {
      totalCount
      aggregate {
        count
        min {
          name
        }
        max {
          name
        }
      }
      edges {
        node {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

let gateway: TestGateway;
/** How the requests were sent, in order. */
let methods: (string | undefined)[];

beforeAll(async () => {
  gateway = await openTestGateway({
    databaseUrl: seededDatabaseUrl(),
    settings: { NODE_ENV: 'production' },
  });
});

afterAll(() => gateway[Symbol.asyncDispose]());

beforeEach(() => {
  methods = [];
  const send = fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    methods.push(init?.method);
    return send(input, init);
  });
});

expectQuietConsole();

afterEach(() => vi.restoreAllMocks());

function open(): Client {
  return buildUrqlClient(`${gateway.url}/graphql`);
}

async function ask<Data, Variables extends AnyVariables>(
  client: Client,
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<OperationResult<Data, Variables>> {
  return await client.query(query, variables).toPromise();
}

describe('urql', () => {
  test('sends a short query by GET, and is answered in production', async () => {
    const { data, error } = await ask(open(), peopleQuery, { first: 1 });
    expect(error).toBeUndefined();
    expect(data?.users.edges).toHaveLength(1);
    expect(methods).toEqual(['GET']);
  });

  test('sends a long query by POST', async () => {
    const ids = Array.from({ length: 600 }, (_, index) => String(index + 1));
    const query = gql`
      query Rows($ids: [ID!]!) {
        usersById(ids: $ids) {
          id
        }
      }
    `;
    const { data, error } = await ask(open(), query, { ids });
    expect(error).toBeUndefined();
    expect(data).toMatchObject({
      usersById: expect.arrayContaining([expect.objectContaining({ id: '600' })]),
    });
    expect(methods).toEqual(['POST']);
  });

  test('is refused in production without the header', async () => {
    const client = open();
    const bare = await client.query(peopleQuery, { first: 1 }, { fetchOptions: {} }).toPromise();
    expect(bare.error?.message).toContain('gather-preflight');
  });

  test('puts pages of a list together, and asks for none of them again', async () => {
    const client = open();
    const first = await ask(client, peopleQuery, { first: 4 });
    const after = first.data?.users.pageInfo.endCursor ?? '';
    const { data } = await ask(client, peopleQuery, { first: 4, after });
    expect(data?.users.edges).toHaveLength(8);
    const whole = await ask(open(), peopleQuery, { first: 8 });
    expect(data?.users.edges).toEqual(whole.data?.users.edges);
    await ask(client, peopleQuery, { first: 4, after });
    expect(methods).toHaveLength(3);
  });

  test('keeps each row once, those without an id too', async () => {
    const client = open();
    const query = gql`
      {
        user(id: 1) {
          id
          name
          memberships(first: 2) {
            nodes {
              nodeId
              role
            }
          }
        }
      }
    `;
    const { data, error } = await ask(client, query, {});
    expect(error).toBeUndefined();
    expect(data).toMatchObject({ user: { memberships: { nodes: [{ nodeId: expect.any(String) }] } } });
    await ask(client, query, {});
    expect(methods).toEqual(['GET']);
  });

  test('gets a fault as an error with its code', async () => {
    const query = gql`
      {
        user(id: "x") {
          id
        }
      }
    `;
    const { error } = await ask(open(), query, {});
    expect(error?.graphQLErrors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
  });
});
