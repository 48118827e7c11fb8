import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';

/** Has no key: it is kept within the object that it is a part of. */
const embedded = (): null => null;

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
      }),
      fetchExchange,
    ],
  });
}
