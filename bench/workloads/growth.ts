import { spreadIds, type Workload } from './workload.ts';

const query = `query Growth($first: Int, $id: ID!) {
  users(first: $first, where: { id: { gt: $id } }) { nodes { name posts(first: 10) { nodes { title } } } }
}`;

/** Pages of ever more rows: what each of them costs must not rise. */
export const growth: readonly Workload[] = [1, 10, 100, 1_000].map((first) => ({
  name: `growth-${first}`,
  sentence: `${first.toLocaleString('en')} users with about 10 posts each, 4 connections`,
  connections: 4,
  servers: ['gather'],
  buildRequests: ({ users }) =>
    spreadIds(20, Math.max(1, users - first)).map((id) => ({
      query,
      variables: { first, id: String(id - 1) },
    })),
}));
