import type { ResultOf, VariablesOf } from 'gql.tada';
import type { peopleQuery$data } from './__generated__/peopleQuery.graphql.ts';
import type { PersonQuery, PersonQueryVariables } from './gql/graphql.ts';
import type { teamQuery } from './tada.ts';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

type Team = NonNullable<ResultOf<typeof teamQuery>['teamBySlug']>;
type Person = NonNullable<PersonQuery['user']>;
type Row = NonNullable<NonNullable<peopleQuery$data['users']['edges'][number]>['node']>;

/** That each compiler gives the types that the gateway answers with. Compiles, or does not. */
export const typed: readonly true[] = [
  true satisfies Equal<Team['createdAt'], string>,
  true satisfies Equal<NonNullable<Team['memberships']['nodes'][number]>['role'], 'MEMBER' | 'OWNER'>,
  true satisfies Equal<VariablesOf<typeof teamQuery>['slug'], string>,
  true satisfies Equal<Person['createdAt'], string>,
  true satisfies Equal<Person['role'], 'ADMIN' | 'MEMBER'>,
  true satisfies Equal<PersonQueryVariables['id'], string | number>,
  true satisfies Equal<Row['createdAt'], string>,
];
