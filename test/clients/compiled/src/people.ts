import { graphql } from 'relay-runtime';

export const peopleQuery = graphql`
  query peopleQuery($first: Int!, $after: String) {
    users(first: $first, after: $after, orderBy: [{ name: asc }]) @connection(key: "people_users") {
      edges {
        node {
          name
          createdAt
          ...people_posts
        }
      }
    }
  }
`;

export const postsFragment = graphql`
  fragment people_posts on User
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" })
  @refetchable(queryName: "peoplePostsQuery") {
    posts(first: $count, after: $cursor) @connection(key: "people_posts") {
      edges {
        node {
          title
        }
      }
    }
  }
`;
