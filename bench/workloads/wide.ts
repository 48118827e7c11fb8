import { spreadIds, type Workload } from './workload.ts';

const query = `query Wide($first: Int, $id: ID!) {
  users(first: $first, where: { id: { gt: $id } }) { nodes { id email name bio role createdAt } }
}`;

const page = 1_000;

/** Many rows of one table: nothing to merge, so that what a row costs is all there is. */
export const wide: Workload = {
  name: 'wide',
  sentence: '1,000 users of 6 columns, 4 connections',
  connections: 4,
  buildRequests: ({ users }) =>
    spreadIds(20, Math.max(1, users - page)).map((id) => ({
      query,
      variables: { first: page, id: String(id - 1) },
    })),
};
