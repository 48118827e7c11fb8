import { gql as apolloGql, HttpLink } from '@apollo/client';
import { type Client, gql } from '@urql/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { buildApolloClient } from './documented/apollo.ts';
import { buildUrqlClient } from './documented/urql.ts';
import { expectQuietConsole } from './expect-quiet-console.ts';

const people = `query People { users(orderBy: [{ id: asc }]) { edges { node { id name } } } }`;
const create = `mutation Create($name: String!, $email: String!) { createUser(data: { name: $name, email: $email }) { id name } }`;
const remove = `mutation Remove($id: ID!) { deleteUser(id: $id) { id } }`;

interface People {
  readonly users: { readonly edges: readonly { readonly node: { id: string; name: string } }[] };
}

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;
let url: string;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('tables'));
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url }));
  url = `${gateway.url}/graphql`;
});

afterAll(() => opened.disposeAsync());

beforeEach(async () => {
  await gateway.query(create, { name: 'Ada', email: 'ada@example.org' });
});

afterEach(async () => {
  await gateway.query('mutation { deleteUsers(where: {}) { count } }');
});

expectQuietConsole();

function names(data: unknown): string[] {
  return (data as People).users.edges.map(({ node }) => node.name);
}

async function readNames(client: Client): Promise<string[]> {
  const { data } = await client.query<People>(gql(people), {}).toPromise();
  return names(data);
}

describe('Cache of Apollo Client', () => {
  test('has a new row once its lists were requested again, and no deleted one', async () => {
    const client = buildApolloClient(new HttpLink({ uri: url }));
    const query = apolloGql(people);
    const watching = client.watchQuery({ query }).subscribe({ error: () => undefined });
    await client.query({ query });
    const variables = { name: 'Bo', email: 'bo@example.org' };
    const options = { refetchQueries: ['People'], awaitRefetchQueries: true };
    const created = await client.mutate<{ createUser: { id: string } }>({
      mutation: apolloGql(create),
      variables,
      ...options,
    });
    expect(names(client.readQuery({ query }))).toEqual(['Ada', 'Bo']);
    await client.mutate<{ deleteUser: { __typename: string; id: string } }>({
      mutation: apolloGql(remove),
      variables: { id: created.data?.createUser.id },
      update(cache, { data }) {
        const id = data && cache.identify(data.deleteUser);
        if (id != null) cache.evict({ id });
      },
    });
    expect(names(client.readQuery({ query }))).toEqual(['Ada']);
    watching.unsubscribe();
  });
});

describe('Cache of urql', () => {
  test('requests lists again after a new row, and after a deleted one', async () => {
    const client = buildUrqlClient(url);
    await gateway.query('mutation { deleteUsers(where: {}) { count } }');
    expect(await readNames(client)).toEqual([]);
    await client.mutation(gql(create), { name: 'Ada', email: 'ada@example.org' }).toPromise();
    expect(await readNames(client)).toEqual(['Ada']);
    const variables = { name: 'Bo', email: 'bo@example.org' };
    const { data } = await client
      .mutation<{ createUser: { id: string } }>(gql(create), variables)
      .toPromise();
    expect(await readNames(client)).toEqual(['Ada', 'Bo']);
    await client.mutation(gql(remove), { id: data?.createUser.id }).toPromise();
    expect(await readNames(client)).toEqual(['Ada']);
  });
});
