import {
  type ApolloClient,
  CombinedGraphQLErrors,
  gql,
  HttpLink,
  type TypedDocumentNode,
} from '@apollo/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededDatabaseUrl } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { expectQuietConsole } from './expect-quiet-console.ts';
import { buildApolloClient } from './documented/apollo.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await openTestGateway({ databaseUrl: seededDatabaseUrl() });
});

afterAll(() => gateway[Symbol.asyncDispose]());

expectQuietConsole();

/** A client with an empty cache, and how many requests it has sent. */
function buildClient(): { client: ApolloClient; sent: () => number } {
  let requests = 0;
  const link = new HttpLink({
    uri: `${gateway.url}/graphql`,
    fetch: (input, init) => {
      requests += 1;
      return fetch(input, init);
    },
  });
  return { client: buildApolloClient(link), sent: () => requests };
}

interface Person {
  readonly id: string;
  readonly name: string;
}

interface Page {
  readonly users: {
    readonly edges: readonly { readonly cursor: string; readonly node: Person }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const personQuery: TypedDocumentNode<{ user: Person | null }, { id: string }> = gql`
  query Person($id: ID!) {
    user(id: $id) {
      ...person
    }
  }
  fragment person on User {
    id
    name
  }
`;

const pageQuery: TypedDocumentNode<Page, { first: number; after?: string }> = gql`
  query People($first: Int!, $after: String) {
    users(first: $first, after: $after, orderBy: [{ name: asc }]) {
      edges {
        cursor
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

describe('Apollo Client', () => {
  test('sends variables and fragments, and gets a row or null', async () => {
    const { client } = buildClient();
    const found = await client.query({ query: personQuery, variables: { id: '7' } });
    expect(found.data?.user).toMatchObject({ id: '7', name: expect.stringMatching(/\S+ \S+/) });
    const missing = await client.query({ query: personQuery, variables: { id: '999999' } });
    expect(missing.data).toEqual({ user: null });
  });

  test('keeps each row once, wherever it was found, and asks no second time', async () => {
    const { client, sent } = buildClient();
    const nested = gql`
      {
        posts(first: 5) {
          nodes {
            id
            author {
              id
              name
            }
          }
        }
        user(id: 1) {
          id
          memberships(first: 3) {
            nodes {
              nodeId
              role
            }
          }
        }
      }
    `;
    await client.query({ query: nested });
    const keys = Object.keys(client.cache.extract() as object); // InMemoryCache's own form: one entry a row
    expect(keys.filter((key) => /^Post:\d+$/.test(key))).toHaveLength(5);
    expect(keys.filter((key) => /^Membership:\{"nodeId":".+"\}$/.test(key))).not.toEqual([]);
    await client.query({ query: nested });
    expect(sent()).toBe(1);
    // What two places of the answer said of one row has come together.
    const row = client.readFragment({
      id: 'User:1',
      fragment: gql`
        fragment both on User {
          name
          memberships(first: 3) {
            nodes {
              role
            }
          }
        }
      `,
    });
    expect(row).toMatchObject({
      name: expect.any(String),
      memberships: {
        nodes: expect.arrayContaining([{ __typename: 'Membership', role: expect.any(String) }]),
      },
    });
  });

  test('pages through a list by cursors, without a gap or a repetition', async () => {
    const { client } = buildClient();
    const people = client.watchQuery({ query: pageQuery, variables: { first: 4 } });
    // A query that nobody watches is not kept up to date.
    const watching = people.subscribe({ error: () => undefined });
    let { data: page } = await client.query({ query: pageQuery, variables: { first: 4 } });
    for (let count = 1; count < 3; count += 1) {
      expect(page?.users.pageInfo.hasNextPage).toBe(true);
      const after = page?.users.pageInfo.endCursor ?? '';
      ({ data: page } = await people.fetchMore({ variables: { after } }));
      expect(page?.users.edges).toHaveLength(4);
    }
    const merged = client.readQuery({ query: pageQuery, variables: { first: 4 } });
    watching.unsubscribe();
    const whole = await buildClient().client.query({ query: pageQuery, variables: { first: 12 } });
    expect(merged?.users.edges.map(({ node }) => node.id)).toEqual(
      whole.data?.users.edges.map(({ node }) => node.id),
    );
    expect(new Set(merged?.users.edges.map(({ node }) => node.id)).size).toBe(12);
  });

  test('finds a row that a list has brought without asking again', async () => {
    const { client, sent } = buildClient();
    const page = await client.query({ query: pageQuery, variables: { first: 2 } });
    const node = page.data?.users.edges[0]?.node;
    const found = await client.query({ query: personQuery, variables: { id: node?.id ?? '' } });
    expect(found.data?.user).toEqual(node);
    expect(sent()).toBe(1);
  });

  test('knows what a node may be, in its cache too', async () => {
    const { client, sent } = buildClient();
    const query = gql`
      query Row($nodeId: ID!) {
        node(nodeId: $nodeId) {
          ... on Node {
            nodeId
          }
          ... on User {
            id
            name
          }
        }
      }
    `;
    const { data } = await client.query<{ user: { nodeId: string } }>({
      query: gql`
        {
          user(id: 5) {
            id
            nodeId
          }
        }
      `,
    });
    const variables = { nodeId: data?.user.nodeId };
    const whole = {
      node: { __typename: 'User', nodeId: data?.user.nodeId, id: '5', name: expect.any(String) },
    };
    expect((await client.query({ query, variables })).data).toEqual(whole);
    expect(client.readQuery({ query, variables })).toEqual(whole);
    expect(sent()).toBe(2);
  });

  test.each([
    {
      what: 'an id that cannot be one',
      query: gql`
        {
          user(id: "x") {
            id
          }
        }
      `,
      code: 'BAD_USER_INPUT',
    },
    {
      what: 'a page that is too large',
      query: gql`
        {
          users(first: 5000) {
            nodes {
              id
            }
          }
        }
      `,
      code: 'BAD_USER_INPUT',
    },
    {
      what: 'an unknown field',
      query: gql`
        {
          user(id: 1) {
            shoeSize
          }
        }
      `,
      code: 'GRAPHQL_VALIDATION_FAILED',
    },
  ])('gets $what as an error with its code', async ({ query, code }) => {
    const { client } = buildClient();
    const error: unknown = await client.query({ query }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!CombinedGraphQLErrors.is(error)) throw new Error('expected errors of GraphQL', { cause: error });
    expect(error.errors.map(({ extensions }) => extensions?.['code'])).toEqual([code]);
    expect(error.message).not.toBe('');
  });

  test('gets what could be answered beside the error of a field', async () => {
    const { client } = buildClient();
    const query = gql`
      {
        first: user(id: 1) {
          id
        }
        second: user(id: "x") {
          id
        }
      }
    `;
    const { data, error } = await client.query({ query, errorPolicy: 'all' });
    expect(data).toMatchObject({ first: { id: '1' }, second: null });
    expect(CombinedGraphQLErrors.is(error) && error.errors[0]?.path).toEqual(['second']);
  });
});
