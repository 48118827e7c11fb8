import type { FilteredPage, UserUpdate } from '../directory/arguments.ts';
import type { Tables } from './tables.ts';

/** The fields that are no loader's: those of the roots. */
export function buildResolvers(tables: Tables) {
  return {
    Query: {
      user: (_: unknown, { id }: { id: string }) => tables.selectUser(Number(id)),
      users: async (_: unknown, page: FilteredPage) => ({ nodes: await tables.selectUsers(page) }),
      posts: async (_: unknown, page: FilteredPage) => ({ nodes: await tables.selectPosts(page) }),
    },
    Mutation: {
      updateUser: async (_: unknown, { id, data }: UserUpdate) => {
        if (data.bio !== undefined) await tables.updateUser(Number(id), data.bio);
        return await tables.selectUser(Number(id));
      },
    },
  };
}
