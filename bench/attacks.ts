import type { GraphQLRequest } from './workloads/workload.ts';

/** What clients send that ask for very much: each of them again and again, as soon as it is answered. */
export interface Attack {
  readonly name: string;
  readonly sentence: string;
  readonly requests: readonly GraphQLRequest[];
}

const differentRequests = 4;
const aliases = 100;

/** Very many statements in one request. */
export const counts: Attack = {
  name: 'counts',
  sentence: `${aliases} counts, each with a condition of its own that no index helps`,
  requests: buildEach((request) => {
    const fields = Array.from(
      { length: aliases },
      (_, alias) =>
        `c${alias}: comments(where: { body: { contains: "${request} ${alias}" } }) { totalCount }`,
    );
    return `{ ${fields.join(' ')} }`;
  }),
};

/** A single statement that takes very long. */
export const orderings: Attack = {
  name: 'orderings',
  sentence: 'a page of comments, in an order for which something is counted for each of them',
  requests: buildEach(
    (request) => `{
      comments(
        first: ${1 + request}
        orderBy: [{ author: { comments: { count: desc } } }]
      ) { nodes { id } }
    }`,
  ),
};

function buildEach(build: (request: number) => string): readonly GraphQLRequest[] {
  return Array.from({ length: differentRequests }, (_, request) => ({
    query: build(request),
    variables: {},
  }));
}
