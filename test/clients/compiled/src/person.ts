import { graphql } from './gql';

export const personQuery = graphql(`
  query Person($id: ID!) {
    user(id: $id) {
      name
      role
      createdAt
    }
  }
`);
