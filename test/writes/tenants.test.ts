import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readModel } from '../../src/prisma-schema/read-model.ts';
import { generateModelDocument } from '../fuzz/schema/generate-model-document.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway, traced } from '../support/gateway.ts';

const folder = join(import.meta.dirname, 'tenants');

let opened: AsyncDisposableStack;
let database: TestDatabase;
let gateway: TestGateway;

beforeEach(async () => {
  opened = new AsyncDisposableStack();
  database = opened.use(await openTestDatabase('nothing'));
  await database.connection.query(await readFile(join(folder, 'tables.sql'), 'utf8'));
  const models = readModel(
    await generateModelDocument(await readFile(join(folder, 'schema.prisma'), 'utf8')),
  );
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url, models }));
});

afterEach(() => opened.disposeAsync());

async function readRows(sql: string): Promise<readonly string[]> {
  const rows: unknown[][] = await database.connection.query({ sql, rowsAsArray: true });
  return rows.map((row) => row.join('/'));
}

/** The ids of the rows of a list that meet a condition, or of those whose field leads to no row. */
async function listIds(list: string, where: string): Promise<readonly string[]> {
  const { data, errors } = await gateway.query(`{ ${list}(where: ${where}) { nodes { nodeId } } }`);
  expect(errors).toBeUndefined();
  return idsOf((data as Readonly<Record<string, { readonly nodes: readonly Row[] }>>)[list]?.nodes ?? []);
}

/** The statement by which a list finds the rows that refer to no badge. */
async function readSql(list: string): Promise<string | undefined> {
  const document = `{ ${list}(where: { badge: { is: null } }) { totalCount } }`;
  return (await gateway.query(document, {}, traced)).statements[0]?.sql;
}

interface Row {
  readonly nodeId: string;
  readonly [relation: string]: unknown;
}

function idsOf(rows: readonly Row[]): readonly string[] {
  return rows.map(({ nodeId }) => Buffer.from(nodeId, 'base64url').toString()).toSorted();
}

describe('A condition that a reference leads nowhere', () => {
  test.each([
    ['desks', 'badge'],
    ['sites', 'badge'],
    ['bikes', 'badge'],
    ['badges', 'site'],
  ])('answers for %s as the field %s does', async (list, relation) => {
    const { data } = await gateway.query(`{ ${list} { nodes { nodeId ${relation} { nodeId } } } }`);
    const { nodes } = (data as Record<string, { readonly nodes: readonly Row[] }>)[list] ?? { nodes: [] };
    const absent = idsOf(nodes.filter((row) => row[relation] === null));
    const present = idsOf(nodes.filter((row) => row[relation] !== null));
    expect(absent.length * present.length).toBeGreaterThan(0);
    expect(await listIds(list, `{ ${relation}: { is: null } }`)).toEqual(absent);
    expect(await listIds(list, `{ ${relation}: { isNot: null } }`)).toEqual(present);
    expect(await listIds(list, `{ NOT: [{ ${relation}: { is: null } }] }`)).toEqual(present);
    expect(await listIds(list, `{ NOT: [{ ${relation}: { isNot: null } }] }`)).toEqual(absent);
    expect(await listIds(list, `{ ${relation}: { is: {} } }`)).toEqual(present);
    expect(await listIds(list, `{ ${relation}: { isNot: {} } }`)).toEqual(absent);
    expect(
      await listIds(list, `{ OR: [{ ${relation}: { is: null } }, { ${relation}: { is: {} } }] }`),
    ).toEqual(idsOf(nodes));
  });

  test('names the rows that are deleted', async () => {
    const { data } = await gateway.query(`mutation {
      bikes: deleteBikes(where: { badge: { isNot: null } }) { count }
      desks: deleteDesks(where: { badge: { is: null } }) { count }
    }`);
    expect(data).toEqual({ bikes: { count: 1 }, desks: { count: 1 } });
    expect(await readRows('SELECT id FROM Bike ORDER BY id')).toEqual(['2', '3', '4', '5']);
    expect(await readRows('SELECT orgId, id FROM Desk ORDER BY orgId, id')).toEqual([
      'o1/d1',
      'o1/d2',
      'o2/d1',
    ]);
  });

  test('reads no other table where a foreign key says that the row is there', async () => {
    expect(await readSql('desks')).toBe(
      'SELECT COUNT(*) FROM `Desk` AS t WHERE (t.`orgId` IS NULL OR t.`badgeId` IS NULL)',
    );
    expect(await readSql('bikes')).toContain('NOT EXISTS (SELECT');
  });
});

describe('A reference that shares a required column', () => {
  const desks = 'SELECT orgId, id, badgeId FROM Desk ORDER BY orgId, id';
  const sites = 'SELECT orgId, id, badgeId FROM Site ORDER BY orgId, id';
  test.each<[field: string, rows: string, after: readonly string[]]>([
    [
      'updateDesk(orgId: "o1", id: "d2", data: { badge: { disconnect: true } }) { badge { id } }',
      desks,
      ['o1/d1/b1', 'o1/d2/', 'o1/d3/', 'o2/d1/b1'],
    ],
    [
      'updateBadge(orgId: "o1", id: "b1", data: { desks: { disconnect: [{ orgId_id: { orgId: "o1", id: "d1" } }] } }) { id }',
      desks,
      ['o1/d1/', 'o1/d2/b1', 'o1/d3/', 'o2/d1/b1'],
    ],
    [
      'updateBadge(orgId: "o1", id: "b1", data: { desks: { set: [] } }) { id }',
      desks,
      ['o1/d1/', 'o1/d2/', 'o1/d3/', 'o2/d1/b1'],
    ],
    [
      'updateBadge(orgId: "o1", id: "b1", data: { desks: { set: [{ orgId_id: { orgId: "o1", id: "d3" } }] } }) { id }',
      desks,
      ['o1/d1/', 'o1/d2/', 'o1/d3/b1', 'o2/d1/b1'],
    ],
    [
      'upsertBadge(where: { orgId_id: { orgId: "o1", id: "b1" } }, create: { orgId: "o1", id: "b1" }, update: { desks: { set: [] } }) { id }',
      desks,
      ['o1/d1/', 'o1/d2/', 'o1/d3/', 'o2/d1/b1'],
    ],
    [
      'updateSite(orgId: "o1", id: "s1", data: { badge: { disconnect: true }, org: { connect: { id: "o1" } } }) { id }',
      sites,
      ['o1/s1/', 'o1/s2/', 'o2/s1/b1'],
    ],
    [
      'updateBadge(orgId: "o1", id: "b1", data: { site: { disconnect: true } }) { id }',
      sites,
      ['o1/s1/', 'o1/s2/', 'o2/s1/b1'],
    ],
    [
      'updateBadge(orgId: "o1", id: "b1", data: { site: { connect: { orgId_id: { orgId: "o1", id: "s2" } } } }) { id }',
      sites,
      ['o1/s1/', 'o1/s2/b1', 'o2/s1/b1'],
    ],
    [
      'updateBadge(orgId: "o1", id: "b1", data: { site: { create: { id: "s3" } } }) { id }',
      sites,
      ['o1/s1/', 'o1/s2/', 'o1/s3/b1', 'o2/s1/b1'],
    ],
  ])('loses its other column alone: %s', async (field, rows, after) => {
    const { errors } = await gateway.query(`mutation { ${field} }`);
    expect(errors).toBeUndefined();
    expect(await readRows(rows)).toEqual(after);
  });

  test('keeps a part of it beside a relation', async () => {
    const { errors } = await gateway.query(
      'mutation { createTrip(data: { id: 1, orgId: "o1", badgeId: null, bike: { connect: { id: 1 } } }) { id } }',
    );
    expect(errors).toBeUndefined();
    expect(await readRows('SELECT id, orgId, badgeId, bikeId FROM Trip')).toEqual(['1/o1//1']);
  });
});
