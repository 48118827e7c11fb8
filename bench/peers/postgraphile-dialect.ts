import type { Dialect } from '../dialect.ts';

const treeNodes = `nodes {
      name
      posts: authoredPosts(first: 5) {
        nodes {
          title
          author { name }
          comments(first: 3) { nodes { body author { name } } }
        }
      }
    }`;

/** The reads of the workloads in the words of PostGraphile's schema, which has its own filters and integer keys. */
export const postgraphileDialect: Dialect = {
  documents: {
    One: 'query One($id: Int!) { user(id: $id) { name email } }',
    Tree: `query Tree($first: Int, $id: Int = 0) {
  users(first: $first, filter: { id: { greaterThan: $id } }) {
    ${treeNodes}
  }
}`,
    Pages: `query Pages($first: Int, $id: Int!) {
  users(first: $first, filter: { id: { greaterThan: $id } }) {
    ${treeNodes}
  }
}`,
    Wide: `query Wide($first: Int, $id: Int!) {
  users(first: $first, filter: { id: { greaterThan: $id } }) { nodes { id email name bio role createdAt } }
}`,
    Deep: `query Deep($id: Int!) {
  user(id: $id) {
    name
    posts: authoredPosts(first: 10) {
      nodes {
        title
        comments(first: 3) {
          nodes {
            body
            author {
              name
              posts: authoredPosts(first: 5) {
                nodes { title comments(first: 3) { nodes { body author { name } } } }
              }
            }
          }
        }
      }
    }
  }
}`,
    Skew: `query Skew($ids: [Int!]!) {
  posts(first: 50, filter: { id: { in: $ids } }) { nodes { title comments(first: 5) { nodes { body } } } }
}`,
  },
};
