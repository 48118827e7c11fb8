import { treeClaims, treeNodes } from './tree-page.ts';
import { spreadIds, type Workload } from './workload.ts';

const query = `query Pages($first: Int, $id: ID!) {
  users(first: $first, where: { id: { gt: $id } }) {
    ${treeNodes}
  }
}`;

/** The tree of another 20 users in each request, so that no two requests ask for the same rows. */
export const pages: Workload = {
  name: 'pages',
  sentence: 'the same tree from a random user on, 16 connections',
  connections: 16,
  claims: treeClaims,
  buildBodies: (directory) =>
    // The last users have no 20 after them.
    spreadIds(100, { users: directory.users - 20 }).map((id) =>
      JSON.stringify({ query, variables: { first: 20, id: String(id) } }),
    ),
};
