import { ApolloClient, type ApolloLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

/** A list is kept once for each filter and ordering; pages of it are put together. */
const list = relayStylePagination(['where', 'orderBy']);

export function buildApolloClient(link: ApolloLink): ApolloClient {
  const cache = new InMemoryCache({
    // What `node` and `nodes` may give.
    possibleTypes: { Node: ['Comment', 'Membership', 'Post', 'Team', 'User'] },
    typePolicies: {
      Query: {
        fields: {
          users: list,
          // A row that a list has brought is not asked for again; that there is none is remembered.
          user: {
            read: (known, { args, toReference }) =>
              known === undefined ? toReference({ __typename: 'User', ...args }) : known,
          },
        },
      },
      User: { fields: { posts: list, reports: list } },
      // Its key has two fields, so it has no `id`.
      Membership: { keyFields: ['nodeId'] },
    },
  });
  return new ApolloClient({ link, cache });
}
