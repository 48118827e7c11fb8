import { type GraphQLRequest, spreadIds, type Workload } from './workload.ts';

const query = `query Tree($first: Int, $id: ID!) {
  users(first: $first, where: { id: { gt: $id } }) {
    nodes {
      name
      posts(first: 5) {
        nodes {
          title
          author { name }
          comments(first: 3) { nodes { body author { name } } }
        }
      }
    }
  }
}`;

const page = 20;

/** The nested page that makes an N+1 of naive resolvers: each request asks for that of other users. */
export const tree: Workload = {
  name: 'tree',
  sentence:
    'another 20 users each time, 5 posts each with author, 3 comments each with author, 16 connections',
  connections: 16,
  buildRequests: ({ users }) => buildTrees(100, users),
};

/** So many trees, each of 20 users. */
export function buildTrees(count: number, users: number): readonly GraphQLRequest[] {
  // The last users have no 20 after them.
  return spreadIds(count, users - page).map((id) => ({
    query,
    variables: { first: page, id: String(id) },
  }));
}
