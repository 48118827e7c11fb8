import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { readOwnModels } from '../../support/own-models.ts';

/** A DATE that the Prisma schema declares as `DateTime`, without `@db.Date`. */
const schema = `
model Visit {
  id   Int       @id @default(autoincrement())
  day  DateTime  @unique
  left DateTime?
}
`;

let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = await openTestDatabase('nothing');
  await database.connection.query(
    'CREATE TABLE Visit (id INT PRIMARY KEY AUTO_INCREMENT, day DATE NOT NULL UNIQUE, `left` DATE)',
  );
  await database.connection.query(
    "INSERT INTO Visit (day) VALUES ('2026-01-01'), ('2026-01-02'), ('2026-01-03')",
  );
  const models = await readOwnModels(schema);
  gateway = await openTestGateway({ databaseUrl: database.url, models });
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const instants = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z'];

async function findDays(where: string): Promise<unknown> {
  const { data, errors } = await gateway.query(
    `{ visits(where: ${where}, orderBy: [{ day: asc }]) { nodes { day } } }`,
  );
  expect(errors).toBeUndefined();
  const { nodes } = (data as { visits: { nodes: { day: string }[] } }).visits;
  return nodes.map(({ day }) => day.slice(0, 10));
}

describe('A DATE that is declared DateTime', () => {
  test('is answered as its midnight, in aggregates too, and nothing is said of it at start', async () => {
    const { data, errors } = await gateway.query(
      '{ visits { nodes { day left } aggregate { min { day } max { day } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      visits: {
        nodes: instants.map((day) => ({ day, left: null })),
        aggregate: { min: { day: instants[0] }, max: { day: instants[2] } },
      },
    });
    expect(gateway.lines.filter(({ level }) => level === 'warn')).toEqual([]);
  });

  test.each(['asc', 'desc'])('is paged through by its cursors: %s', async (direction) => {
    const days: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 4; page += 1) {
      const { data, errors } = await gateway.query(
        `query ($after: String) {
          visits(first: 1, after: $after, orderBy: [{ day: ${direction} }]) {
            nodes { day } pageInfo { endCursor hasNextPage }
          }
        }`,
        { after },
      );
      expect(errors).toBeUndefined();
      const { visits } = data as {
        visits: { nodes: { day: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
      };
      days.push(...visits.nodes.map(({ day }) => day));
      after = visits.pageInfo.endCursor;
      if (!visits.pageInfo.hasNextPage) break;
    }
    expect(days).toEqual(direction === 'asc' ? instants : instants.toReversed());
  });

  test('is looked up by its midnight alone, one key or many', async () => {
    const { data, errors } = await gateway.query(
      `{
        a: visitByDay(day: "2026-01-02T00:00:00Z") { id }
        b: visitByDay(day: "2026-01-02T12:00:00Z") { id }
        c: visitByDay(day: "2026-01-03T01:00:00+01:00") { id }
        d: visitByDay(day: "2026-01-04T00:00:00Z") { id }
      }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ a: { id: '2' }, b: null, c: { id: '3' }, d: null });
  });

  test('is compared as the instant that it is', async () => {
    expect(await findDays('{ day: { equals: "2026-01-02T00:00:00.000Z" } }')).toEqual(['2026-01-02']);
    expect(await findDays('{ day: { equals: "2026-01-02T00:00:00.001Z" } }')).toEqual([]);
    expect(await findDays('{ day: { lt: "2026-01-02T12:00:00Z" } }')).toEqual(['2026-01-01', '2026-01-02']);
    expect(await findDays('{ day: { gte: "2026-01-02T12:00:00Z" } }')).toEqual(['2026-01-03']);
    expect(await findDays('{ day: { in: ["2026-01-01T00:00:00Z", "2026-01-03T09:00:00Z"] } }')).toEqual([
      '2026-01-01',
    ]);
    expect(await findDays('{ day: { not: "2026-01-02T09:00:00Z" } }')).toHaveLength(3);
  });

  test('is written as a midnight, and nothing else', async () => {
    const create = 'mutation ($day: DateTime!) { createVisit(data: { day: $day }) { day } }';
    const written = await gateway.query(create, { day: '2026-02-01T00:00:00Z' });
    expect(written).toMatchObject({
      errors: undefined,
      data: { createVisit: { day: '2026-02-01T00:00:00.000Z' } },
    });
    const refused = await gateway.query(create, { day: '2026-02-02T10:00:00Z' });
    expect(refused.errors).toMatchObject([
      {
        message:
          'Argument "data.day": expected midnight in UTC, since the column holds dates, got "2026-02-02T10:00:00Z".',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    const updated = await gateway.query(
      `mutation {
        updateVisitByDay(day: "2026-02-01T00:00:00Z", data: { left: "2026-02-03T00:00:00Z" }) { left }
        deleteVisitByDay(day: "2026-02-01T00:00:00Z") { day }
      }`,
    );
    expect(updated).toMatchObject({
      errors: undefined,
      data: {
        updateVisitByDay: { left: '2026-02-03T00:00:00.000Z' },
        deleteVisitByDay: { day: '2026-02-01T00:00:00.000Z' },
      },
    });
  });
});
