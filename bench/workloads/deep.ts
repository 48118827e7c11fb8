import { spreadIds, type Workload } from './workload.ts';

const query = `query Deep($id: ID!) {
  user(id: $id) {
    name
    posts(first: 10) {
      nodes {
        title
        comments(first: 3) {
          nodes {
            body
            author {
              name
              posts(first: 5) {
                nodes { title comments(first: 3) { nodes { body author { name } } } }
              }
            }
          }
        }
      }
    }
  }
}`;

/** Six levels of lookups below a user, each wider than the last: pages as those of `tree`, and about as many rows. */
export const deep: Workload = {
  name: 'deep',
  sentence: 'a user, posts, comments, their authors, posts, comments, their authors, 16 connections',
  connections: 16,
  buildRequests: ({ users }) => spreadIds(100, users).map((id) => ({ query, variables: { id: String(id) } })),
};
