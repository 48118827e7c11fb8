import { Client, fetchExchange } from '@urql/core';
import { type Cache, cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';

/** Has no key: it is kept within the object that it is a part of. */
const embedded = (): null => null;

/** Has the lists of a root field requested again: a new row may belong into any of them. */
function forgetLists(cache: Cache, name: string): void {
  for (const { fieldName, arguments: given } of cache.inspectFields('Query')) {
    if (fieldName === name) cache.invalidate('Query', fieldName, given);
  }
}

export function buildUrqlClient(url: string): Client {
  return new Client({
    url,
    // urql sends short queries by GET, which production takes from pages with this header alone.
    fetchOptions: { headers: { 'gather-preflight': '1' } },
    exchanges: [
      cacheExchange({
        keys: {
          // Its key has two fields, so it has no `id`.
          Membership: ({ nodeId }) => (typeof nodeId === 'string' ? nodeId : null),
          UserAggregate: embedded,
          UserMin: embedded,
          UserMax: embedded,
          BatchPayload: embedded,
        },
        resolvers: {
          Query: { users: relayPagination() },
          User: { posts: relayPagination(), reports: relayPagination() },
        },
        updates: {
          Mutation: {
            createUser: (_, __, cache) => forgetLists(cache, 'users'),
            deleteUser: (_, { id }, cache) => cache.invalidate({ __typename: 'User', id: id as string }),
          },
        },
      }),
      fetchExchange,
    ],
  });
}
