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

/** The workloads in the words of PostGraphile's schema, which has its own filters and integer keys. */
export const postgraphileDialect: Dialect = {
  payloadRow: 'row',
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
    Update: `mutation Update($id: Int!, $bio: String!) {
  updateUser(input: { id: $id, patch: { bio: $bio } }) { row: user { name bio } }
}`,
    Transfer: `mutation Transfer($from: Int!, $fromBio: String!, $to: Int!, $toBio: String!) {
  from: updateUser(input: { id: $from, patch: { bio: $fromBio } }) { row: user { name bio } }
  to: updateUser(input: { id: $to, patch: { bio: $toBio } }) { row: user { name bio } }
}`,
    Create: `mutation Create($title: String!, $body: String!, $authorId: Int!) {
  createPost(input: { post: { title: $title, body: $body, authorId: $authorId } }) { row: post { title body author { name } } }
}`,
    Skew: `query Skew($ids: [Int!]!) {
  posts(first: 50, filter: { id: { in: $ids } }) { nodes { title comments(first: 5) { nodes { body } } } }
}`,
  },
};
