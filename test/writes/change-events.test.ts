import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChangeEvent, Events } from '../../src/events.ts';
import { openTestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { loadDepotModels, openDepotDatabase } from './depot/depot.ts';
import { item } from './depot/item.ts';

const opened = new AsyncDisposableStack();
const events = new Events();
const heard: ChangeEvent[] = [];
let gateway: TestGateway;

beforeAll(async () => {
  const database = opened.use(await openDepotDatabase());
  gateway = opened.use(
    await openTestGateway({ databaseUrl: database.url, models: await loadDepotModels(), events }),
  );
  opened.use(events.changes.subscribe((event) => heard.push(event)));
});

afterAll(() => opened.disposeAsync());

test.each<[field: string, told: readonly string[]]>([
  ['createLabel(data: { number: "20" }) { number }', ['create Label 20']],
  [
    `createItem(data: { id: "${item(8)}", title: "x", tags: { create: [{ name: "told" }], connect: [{ id: "1" }] } }) { id }`,
    [`create Item ${item(8)}`, 'create Tag *', 'update Tag *', 'update Tag 1', `update Item ${item(8)}`],
  ],
  [
    `updateItem(id: "${item(1)}", data: { title: "x", label: { connect: { number: "20" } }, parts: { disconnect: [{ id: "${item(2)}" }] } }) { id }`,
    [`update Item ${item(1)}`, 'update Label 1', 'update Label 20', `update Item ${item(2)}`],
  ],
  [
    `updateItem(id: "${item(1)}", data: { label: { delete: true } }) { id }`,
    ['delete Label 20', 'delete Print of any key'],
  ],
  [
    'updateShelves(where: { hall: { equals: 2 } }, data: { width: { increment: 1 } }) { count }',
    ['update Shelf 2,a'],
  ],
  [`updateItem(id: "${item(1)}", data: { title: "y", label: { update: { text: "x" } } }) { id }`, []],
])('Change events name each row that is written: %s', async (field, told) => {
  heard.length = 0;
  await gateway.query(`mutation { ${field} }`);
  const names = heard.map(
    ({ operation, model, key }) =>
      `${operation} ${model} ${model === 'Tag' && Number(key?.[0]) > 1 ? '*' : (key?.join(',') ?? 'of any key')}`,
  );
  expect(names.toSorted()).toEqual(told.toSorted());
});

test('Change events name the models whose rows foreign keys change, without their keys', async () => {
  await using database = await openTestDatabase('tables');
  await database.connection.query(
    `INSERT INTO User (id, email, name, updatedAt, managerId) VALUES (1, 'a', 'a', NOW(), NULL), (2, 'b', 'b', NOW(), 1);
     INSERT INTO Team (id, slug, name) VALUES (1, 't', 't'); INSERT INTO Membership (userId, teamId) VALUES (1, 1)`,
  );
  const own = new Events();
  await using directory = await openTestGateway({ databaseUrl: database.url, events: own });
  const told: string[] = [];
  using _subscription = own.changes.subscribe(({ operation, model, key }) =>
    told.push(`${operation} ${model} ${key?.join(',') ?? 'of any key'}`),
  );
  const write = async (field: string): Promise<readonly string[]> => {
    told.length = 0;
    expect((await directory.query(`mutation { ${field} }`)).errors).toBeUndefined();
    return told.toSorted();
  };
  expect(await write('deleteTeam(id: 1) { id }')).toEqual(['delete Membership of any key', 'delete Team 1']);
  const ofUser = ['delete Membership of any key', 'update User of any key'];
  expect(await write('deleteUsers(where: { id: { equals: 1 } }) { count }')).toEqual(
    [...ofUser, 'delete User 1'].toSorted(),
  );
  expect(await write('updateUser(id: 2, data: { name: "c" }) { id }')).toEqual(['update User 2']);
  expect(await write('deleteTeams(where: {}) { count }')).toEqual([]);
});
