import { type GraphQLRequest, spreadIds, type Workload } from './workload.ts';

const query = 'query One($id: ID!) { user(id: $id) { name email } }';

/** The lookup that most traffic consists of. */
export const one: Workload = {
  name: 'one',
  sentence: '`user(id)` of a random user, 64 connections',
  connections: 64,
  buildRequests: ({ users }) => buildLookups(1_000, users),
};

/** The same of many more clients. */
export const many: Workload = {
  ...one,
  name: 'one-512',
  sentence: '`user(id)` of a random user, 512 connections',
  connections: 512,
};

/** The same of a single client: nothing can be shared, and only latency counts. */
export const alone: Workload = {
  ...one,
  name: 'alone',
  sentence: '`user(id)` of a random user, one connection',
  connections: 1,
};

/** Lookups of so many users. */
export function buildLookups(count: number, users: number): readonly GraphQLRequest[] {
  return spreadIds(count, users).map((id) => ({ query, variables: { id: String(id) } }));
}
