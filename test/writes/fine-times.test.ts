import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { loadDepotModels, openDepotDatabase } from './depot/depot.ts';

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = opened.use(await openDepotDatabase());
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url, models: await loadDepotModels() }));
});

afterAll(() => opened.disposeAsync());

/** What the columns hold, digit for digit. */
async function stored(id: string): Promise<unknown> {
  const rows = await database.connection.query<unknown[]>(
    `SELECT CAST(m_micros AS CHAR) AS micros, CAST(m_stamp AS CHAR) AS stamp, CAST(m_time AS CHAR) AS time
     FROM measures WHERE measure_id = ${id}`,
  );
  return rows[0];
}

/** Times that differ from each other in microseconds alone. */
const fine = {
  micros: '2026-11-22T13:45:00.123456Z',
  stamp: '2026-11-22T13:45:00.123457Z',
  time: '13:45:00.123458',
};

const inColumns = {
  micros: '2026-11-22 13:45:00.123456',
  stamp: '2026-11-22 13:45:00.123457',
  time: '13:45:00.123458',
};

describe('A time of microseconds', () => {
  test('is stored and answered as it is given to a new row', async () => {
    const { data, errors } = await gateway.query(
      'mutation ($data: MeasureCreateInput!) { createMeasure(data: $data) { id micros stamp time } }',
      { data: fine },
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ createMeasure: fine });
    expect(await stored((data as { createMeasure: { id: string } }).createMeasure.id)).toEqual(inColumns);
  });

  test('is stored as it is given to each of many new rows', async () => {
    const rows = Array.from({ length: 20 }, (_, index) => ({
      micros: `2026-11-22T13:45:00.1234${10 + index}Z`,
    }));
    const { data, errors } = await gateway.query(
      'mutation ($data: [MeasureCreateManyInput!]!) { createMeasures(data: $data) { micros } }',
      { data: rows },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ createMeasures: rows });
  });

  test('is stored as it is given to a row that is there, to many, and to one that is there or created', async () => {
    const update =
      'mutation ($data: MeasureUpdateInput!) { updateMeasure(id: "2", data: $data) { micros stamp time } }';
    expect(await gateway.query(update, { data: fine })).toMatchObject({ data: { updateMeasure: fine } });
    expect(await stored('2')).toEqual(inColumns);

    const later = { ...fine, micros: '1999-12-31T23:59:59.999999Z' };
    const many =
      'mutation ($data: MeasureUpdateManyInput!) { updateMeasures(where: { id: { equals: "2" } }, data: $data) { count } }';
    expect(await gateway.query(many, { data: later })).toMatchObject({
      data: { updateMeasures: { count: 1 } },
    });
    expect(await stored('2')).toEqual({ ...inColumns, micros: '1999-12-31 23:59:59.999999' });

    const upsert = `mutation ($create: MeasureCreateInput!, $update: MeasureUpdateInput!) {
      upsertMeasure(where: { id: "2" }, create: $create, update: $update) { micros }
    }`;
    const outcome = await gateway.query(upsert, {
      create: {},
      update: { micros: '1970-01-01T00:00:00.000001Z' },
    });
    expect(outcome).toMatchObject({ data: { upsertMeasure: { micros: '1970-01-01T00:00:00.000001Z' } } });
    expect(await stored('2')).toEqual({ ...inColumns, micros: '1970-01-01 00:00:00.000001' });
  });

  test('finds the rows that hold it, and no others', async () => {
    const document = `mutation ($at: DateTime!, $beside: DateTime!) {
      miss: updateMeasures(where: { micros: { in: [$beside] } }, data: { text: "missed" }) { count }
      hit: updateMeasures(where: { micros: { equals: $at } }, data: { text: "met" }) { count }
    }`;
    const times = { at: '2020-01-01T00:00:00.123456Z', beside: '2020-01-01T00:00:00.123Z' };
    const { data, errors } = await gateway.query(document, times);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ miss: { count: 0 }, hit: { count: 1 } });
  });
});
