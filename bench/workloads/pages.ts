import { spreadIds, type Workload } from './workload.ts';

const query = `query Pages($first: Int, $id: ID!) {
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

/** The tree of another 20 users in each request, so that no two requests ask for the same rows. */
export const pages: Workload = {
  name: 'pages',
  sentence: 'the same tree from a random user on, 16 connections',
  connections: 16,
  claims: [
    {
      sentence: 'at most half the server CPU of Yoga, DataLoader and Prisma',
      figure: 'serverCpuMs',
      peer: 'yoga-dataloader-prisma',
      atMost: 0.5,
    },
  ],
  buildBodies: (directory) =>
    // The last users have no 20 after them.
    spreadIds(100, { users: directory.users - 20 }).map((id) =>
      JSON.stringify({ query, variables: { first: 20, id: String(id) } }),
    ),
};
