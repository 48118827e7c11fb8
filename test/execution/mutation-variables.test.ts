import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Random } from '../../prisma/seed/random.ts';
import { readConfig } from '../../src/config.ts';
import type { Session } from '../../src/loaders/session.ts';
import { findResultDifference } from '../support/compare-results.ts';
import { openTestDatabase } from '../support/database.ts';
import { openExecutions, type Executions } from '../support/executions.ts';
import { openTestLoaders, type TestLoaders } from '../support/loaders.ts';
import { tellChange } from '../support/tell-change.ts';
import { varyDocument } from '../support/vary-document.ts';

const rounds = Number(process.env['EXECUTION_DOCUMENTS'] ?? '60') / 6;
const seed = Number(process.env['EXECUTION_SEED'] ?? '20261201');

/** Every form of a change, with values at every depth of its arguments. */
const documents: readonly string[] = [
  'mutation { updateUser(id: 79, data: { managerId: 3, name: "Z", bio: "b" }) { managerId name bio manager { name } } }',
  'mutation { updateUser(id: 80, data: { role: MEMBER, posts: { create: [{ title: "t", body: "b", published: true }] } }) { role posts(first: 2, where: { title: { startsWith: "t" } }, orderBy: [{ title: asc }]) { nodes { title published } totalCount } } }',
  'mutation { updatePost(id: 5, data: { title: "n", author: { connect: { id: 7 } } }) { title authorId author { name } comments(last: 1) { nodes { body author { name } } } } }',
  'mutation { upsertUser(where: { id: 5 }, create: { email: "new@x", name: "N", bio: "c" }, update: { managerId: 2, name: "Q", bio: "u" }) { email name bio managerId } }',
  'mutation { upsertTeam(where: { slug: "none" }, create: { slug: "none", name: "N" }, update: { name: "Q" }) { slug name } }',
  'mutation { createUser(data: { email: "a@x", name: "A", role: ADMIN, bio: "x", managerId: 1, posts: { create: [{ title: "t", body: "b" }] } }) { email name role bio managerId posts { nodes { title published } } } }',
  'mutation { createTeams(data: [{ slug: "p", name: "P" }, { slug: "q", name: "Q" }]) { slug name memberships { totalCount } } }',
  'mutation { deleteMembership(userId: 1, teamId: 2) { role user { name } team { slug } } }',
  'mutation { deleteComment(id: 9) { body post { title } author { name posts(first: 1) { totalCount } } } }',
  'mutation { updateUsers(where: { bio: { equals: "x" }, name: { contains: "a" }, OR: [{ id: { lt: 4 } }, { managerId: { in: [1, 2] } }] }, data: { bio: "y", role: ADMIN }) { count } }',
  'mutation { deleteComments(where: { AND: [{ id: { lt: 5 } }, { post: { is: { title: { contains: "a" } } } }] }) { count } }',
];

let loaders: TestLoaders;
let executions: Executions;
const opened = new AsyncDisposableStack();

beforeAll(async () => {
  const { url } = opened.use(await openTestDatabase('directory'));
  loaders = opened.use(await openTestLoaders({ databaseUrl: url }));
  executions = await openExecutions({ ...readConfig({}), errorsMax: 100_000 });
});

afterAll(() => opened.disposeAsync());

/** Executes in a transaction that is rolled back; gives what was written, too. */
async function inTransaction<T>(
  work: (session: Session) => Promise<T>,
): Promise<{ readonly result: T; readonly changes: readonly unknown[] }> {
  const changes: unknown[] = [];
  const { result } = await loaders.transact(
    (session) => {
      const write = session.write.bind(session);
      session.write = (change, options) => {
        changes.push(tellChange(change));
        return write(change, options);
      };
      return work(session);
    },
    { commit: false },
  );
  return { result: result as T, changes }; // what `work` has given
}

test('Mutation means what graphql-js says whatever its variables are, at every depth', async () => {
  const { schema } = executions;
  const random = new Random(seed);
  let [tried, refused] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    for (const text of documents) {
      const varied = varyDocument(schema, { text, variables: {} }, random, { variables: 4, faults: 20 });
      if (validate(schema, parse(varied.text)).length > 0) continue; // a variable where its kind of input takes none
      const ours = await inTransaction((session) => executions.run(varied, session));
      const theirs = await inTransaction((session) => executions.interpret(varied, session));
      const told = `${varied.text}\n${JSON.stringify(varied.variables)}`;
      const difference = findResultDifference(ours.result, theirs.result);
      expect({ told, difference, changes: ours.changes }).toEqual({
        told,
        difference: undefined,
        changes: theirs.changes,
      });
      tried += 1;
      if (ours.result.errors.length > 0) refused += 1;
    }
  }
  expect(tried).toBeGreaterThan(rounds * 5);
  expect(refused).toBeGreaterThan(tried / 20);
});
