import type { Directory, GraphQLRequest, Workload } from './workload.ts';

const query = `query Skew($ids: [ID!]!) {
  posts(first: 50, where: { id: { in: $ids } }) { nodes { title comments(first: 5) { nodes { body } } } }
}`;

/** Peers that read all children of a parent and cut its page in Node would be a quarter of an hour at it. */
const servers = ['gather', 'hand-written', 'mercurius-jit-loaders', 'postgraphile'];

/** A page for each of 50 parents, of which one has nearly all children that there are. */
export const skew: Workload = {
  name: 'skew',
  sentence: '5 comments of each of 50 posts, one of which has 200,000, 16 connections',
  connections: 16,
  servers,
  buildRequests: (directory) => buildPages(directory, directory.heavyPost.id),
};

/** The same without that parent, to hold it against. */
export const level: Workload = {
  name: 'level',
  sentence: '5 comments of each of 50 posts, 16 connections',
  connections: 16,
  servers,
  buildRequests: (directory) => buildPages(directory, directory.posts),
};

/** Pages of 49 posts each, and of one more. */
function buildPages({ posts }: Directory, last: number): readonly GraphQLRequest[] {
  return Array.from({ length: 50 }, (_, page) => {
    const ids = Array.from({ length: 49 }, (_, index) => 1 + ((page * 977 + index * 131) % (posts - 1)));
    return { query, variables: { ids: [...ids, last].map(String) } };
  });
}
