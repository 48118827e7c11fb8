import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type DocumentNode, print } from 'graphql';
import {
  type ConcreteRequest,
  createOperationDescriptor,
  fetchQuery,
  getSingularSelector,
  type ReaderFragment,
} from 'relay-runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededDatabaseUrl } from '../../support/database.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { buildRelayEnvironment } from './src/relay.ts';

const folder = import.meta.dirname;
const run = promisify(execFile);
let gateway: TestGateway;

/** Runs a compiler of this folder; what it has against its input is the error. */
async function compile(name: string, parameters: readonly string[] = []): Promise<void> {
  await run(join(folder, 'node_modules/.bin', name), parameters, { cwd: folder });
}

beforeAll(async () => {
  const main = join(folder, '../../../src/main.mjs');
  const { stdout } = await run(process.execPath, [main, 'schema'], { maxBuffer: 2 ** 26 });
  await writeFile(join(folder, 'schema.graphql'), stdout);
  await compile('relay-compiler');
  await compile('graphql-codegen');
  await compile('gql.tada', ['generate-output']);
  gateway = await openTestGateway({ databaseUrl: seededDatabaseUrl() });
});

afterAll(() => gateway[Symbol.asyncDispose]());

test('Types of Relay, codegen and gql.tada are those of the answers', async () => {
  await compile('tsc', ['-p', '.']);
});

describe('Relay', () => {
  const load = async (name: string): Promise<unknown> =>
    ((await import(`./src/__generated__/${name}.graphql.ts`)) as { readonly default: unknown }).default;

  test('keeps rows by their nodeId, and puts the pages of a list and of a row together', async () => {
    const environment = buildRelayEnvironment(`${gateway.url}/graphql`);
    const people = (await load('peopleQuery')) as ConcreteRequest;
    const posts = (await load('people_posts')) as ReaderFragment;
    const more = (await load('peoplePostsQuery')) as ConcreteRequest;

    const first = createOperationDescriptor(people, { first: 2 });
    await fetchQuery(environment, people, { first: 2 }).toPromise();
    const { data } = environment.lookup(first.fragment);
    const { edges, pageInfo } = (data as { users: Connection }).users;
    expect(edges).toHaveLength(2);
    await fetchQuery(environment, people, { first: 2, after: pageInfo.endCursor }).toPromise();
    const both = (environment.lookup(first.fragment).data as { users: Connection }).users.edges;
    expect(both.map(({ node }) => node['name'])).toEqual(await readNames(4));

    const readPosts = (): Connection => {
      const selector = getSingularSelector(posts, both[0]?.node);
      if (selector == null) throw new Error('Expected the row to have the fragment.');
      return (environment.lookup(selector).data as { posts: Connection }).posts;
    };
    const nodeId = String(both[0]?.node['__id']);
    expect(environment.getStore().getSource().get(nodeId)).toMatchObject({ __typename: 'User', nodeId });
    const before = readPosts();
    expect(before.edges).toHaveLength(2);
    const variables = { nodeId, count: 2, cursor: before.pageInfo.endCursor };
    await fetchQuery(environment, more, variables).toPromise();
    expect(readPosts().edges).toHaveLength(4);
    expect(new Set(readPosts().edges.map(({ cursor }) => cursor)).size).toBe(4);
  });
});

test('codegen gives documents that are answered', async () => {
  const { personQuery } = (await import('./src/person.ts')) as { readonly personQuery: DocumentNode };
  expect(await gateway.query(print(personQuery), { id: '1' })).toMatchObject({
    errors: undefined,
    data: { user: { name: expect.any(String), role: expect.any(String), createdAt: expect.any(String) } },
  });
});

test('gql.tada gives documents that are answered', async () => {
  const { teamQuery } = await import('./src/tada.ts');
  expect(await gateway.query(print(teamQuery), { slug: 'lively-orchard-1' })).toMatchObject({
    errors: undefined,
    data: { teamBySlug: { createdAt: expect.any(String), memberships: { nodes: [{}, {}] } } },
  });
});

interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly endCursor: string };
}

async function readNames(first: number): Promise<unknown[]> {
  const query =
    'query Names($first: Int!) { users(first: $first, orderBy: [{ name: asc }]) { nodes { name } } }';
  const { data } = await gateway.query(query, { first });
  return (data as { users: { nodes: { name: unknown }[] } }).users.nodes.map(({ name }) => name);
}
