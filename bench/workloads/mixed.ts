import { buildLookups } from './one.ts';
import { buildTrees } from './tree.ts';
import { type GraphQLRequest, spreadIds, type Workload } from './workload.ts';

const write = `mutation Write($id: ID!, $bio: String!) {
  updateUser(id: $id, data: { bio: $bio }) { id bio }
}`;

/** What a day looks like: mostly lookups, some pages, a few writes. */
export const mixed: Workload = {
  name: 'mixed',
  sentence: '80 % one, 15 % tree, 5 % writes, 64 connections',
  connections: 64,
  servers: [
    'gather',
    'hand-written',
    'yoga-dataloader-prisma',
    'apollo-dataloader-prisma',
    'mercurius-jit-loaders',
    'yoga-pothos-prisma',
  ],
  buildRequests: ({ users }) => [
    ...buildLookups(800, users),
    ...buildTrees(150, users),
    ...spreadIds(50, users).map(buildWrite),
  ],
};

/** Always the same of a user, so that its answer is known. */
function buildWrite(id: number): GraphQLRequest {
  return { query: write, variables: { id: String(id), bio: `Writes of person ${id}.` } };
}
