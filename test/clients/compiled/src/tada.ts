import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env.d.ts';

export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    BigInt: string;
    Bytes: string;
    Date: string;
    DateTime: string;
    Decimal: string;
    JSON: unknown;
    Time: string;
    UnsignedInt: number;
  };
}>();

export const teamQuery = graphql(`
  query Team($slug: String!) {
    teamBySlug(slug: $slug) {
      name
      createdAt
      memberships(first: 2) {
        nodes {
          role
        }
      }
    }
  }
`);
