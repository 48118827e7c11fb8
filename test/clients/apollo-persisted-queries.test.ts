import { createHash } from 'node:crypto';
import { ApolloClient, gql, HttpLink, InMemoryCache, type TypedDocumentNode } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededDatabaseUrl } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await openTestGateway({
    databaseUrl: seededDatabaseUrl(),
    settings: { NODE_ENV: 'production' },
  });
});

afterAll(() => gateway[Symbol.asyncDispose]());

const personQuery: TypedDocumentNode<{ user: { id: string } | null }, { id: string }> = gql`
  query Person($id: ID!) {
    user(id: $id) {
      id
    }
  }
`;

describe('Apollo Client with persisted queries', () => {
  test.each([false, true])(
    'sends the text where the hash is not known (by GET: %s)',
    async (useGETForHashedQueries) => {
      const requests: string[] = [];
      const http = new HttpLink({
        uri: `${gateway.url}/graphql`,
        fetch: async (input, init) => {
          const response = await fetch(input, init);
          requests.push(`${init?.method} ${response.status}`);
          return response;
        },
      });
      const link = new PersistedQueryLink({
        sha256: (text) => createHash('sha256').update(text).digest('hex'),
        useGETForHashedQueries,
      });
      const client = new ApolloClient({ link: link.concat(http), cache: new InMemoryCache() });
      const { data } = await client.query({ query: personQuery, variables: { id: '1' } });
      expect(data?.user?.id).toBe('1');
      // Once it has heard that, it sends no hashes any more.
      await client.query({ query: personQuery, variables: { id: '2' } });
      expect(requests).toEqual([useGETForHashedQueries ? 'GET 200' : 'POST 200', 'POST 200', 'POST 200']);
    },
  );
});
