import { treeClaims, treeNodes } from './tree-page.ts';
import type { Workload } from './workload.ts';

const query = `query Tree($first: Int) {
  users(first: $first) {
    ${treeNodes}
  }
}`;

/** The nested page that makes an N+1 of naive resolvers: the same one for all clients, as a start page is. */
export const tree: Workload = {
  name: 'tree',
  sentence: 'the first 20 users, 5 posts each with author, 3 comments each with author, 16 connections',
  connections: 16,
  claims: treeClaims,
  buildBodies: () => [JSON.stringify({ query, variables: { first: 20 } })],
};
