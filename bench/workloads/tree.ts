import type { Workload } from './workload.ts';

const query = `query Tree($first: Int) {
  users(first: $first) {
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

/** The nested page that makes an N+1 of naive resolvers: the same one for all clients, as a start page is. */
export const tree: Workload = {
  name: 'tree',
  sentence: 'the first 20 users, 5 posts each with author, 3 comments each with author, 16 connections',
  connections: 16,
  claims: [
    {
      sentence: 'at most half the server CPU of Yoga, DataLoader and Prisma',
      figure: 'serverCpuMs',
      peer: 'yoga-dataloader-prisma',
      atMost: 0.5,
    },
  ],
  buildBodies: () => [JSON.stringify({ query, variables: { first: 20 } })],
};
