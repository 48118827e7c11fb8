import { spreadIds, type Workload } from './workload.ts';

const query = 'query One($id: ID!) { user(id: $id) { name email } }';

/** The lookup that most traffic consists of. */
export const one: Workload = {
  name: 'one',
  sentence: '`user(id)` of a random user, 64 connections',
  connections: 64,
  claims: [{ sentence: 'at most 0.2 statements a request', figure: 'statements', atMost: 0.2 }],
  buildBodies: (directory) =>
    spreadIds(1_000, directory).map((id) => JSON.stringify({ query, variables: { id: String(id) } })),
};
