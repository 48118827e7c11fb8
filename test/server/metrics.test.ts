import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { metricTable } from '../../src/server/metric-table.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway, traced } from '../support/gateway.ts';
import { readMetrics } from '../support/metrics.ts';

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('tables'));
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url, settings: { METRICS: 'true' } }));
});

afterAll(() => opened.disposeAsync());

/** How much each metric has grown meanwhile. */
async function countMeanwhile(work: () => Promise<unknown>): Promise<(series: string) => number> {
  const before = await readMetrics(gateway.url);
  await work();
  const after = await readMetrics(gateway.url);
  return (series) => (after.get(series) ?? 0) - (before.get(series) ?? 0);
}

describe('Metrics', () => {
  test('count a mutation and its statements', async () => {
    const document =
      'mutation { createTeams(data: [{ slug: "a", name: "A" }, { slug: "b", name: "B" }]) { name } }';
    let sent = 0;
    const grown = await countMeanwhile(async () => {
      const { errors, statements } = await gateway.query(document, {}, traced);
      expect(errors).toBeUndefined();
      sent = statements.length;
    });
    expect(grown('gather_request_duration_seconds_count{operation="mutation",status="200"}')).toBe(1);
    expect(sent).toBeGreaterThan(0);
    expect(grown('gather_statement_duration_seconds_count')).toBe(sent);
  });

  test('count loads, keys and rows as the trace tells them', async () => {
    const asked = 3;
    let keys = 0;
    let rows = 0;
    const grown = await countMeanwhile(async () => {
      for (let each = 0; each < asked; each++) {
        const { statements } = await gateway.query(
          '{ teams { nodes { memberships { totalCount } } } }',
          {},
          traced,
        );
        for (const statement of statements) [keys, rows] = [keys + statement.keys, rows + statement.rows];
      }
    });
    expect(grown('gather_request_duration_seconds_count{operation="query",status="200"}')).toBe(asked);
    expect(grown('gather_statement_duration_seconds_count')).toBe(asked * 2);
    expect(grown('gather_statement_wait_seconds_count')).toBe(asked * 2);
    expect(grown('gather_statement_loads_total')).toBe(asked * 2);
    expect([grown('gather_statement_keys_total'), grown('gather_statement_rows_total')]).toEqual([
      keys,
      rows,
    ]);
    expect(rows).toBe(asked * 2);
  });

  test('count errors by their codes, and no request for themselves', async () => {
    const grown = await countMeanwhile(async () => {
      await gateway.query('{ nobody }');
      await gateway.query('{ team(id: "x") { name } }');
      await fetch(`${gateway.url}/graphql`, { method: 'POST', body: 'no JSON' });
      await readMetrics(gateway.url);
    });
    expect(grown('gather_request_errors_total{code="GRAPHQL_VALIDATION_FAILED"}')).toBe(1);
    expect(grown('gather_request_errors_total{code="BAD_USER_INPUT"}')).toBe(1);
    expect(grown('gather_request_duration_seconds_count{operation="none",status="415"}')).toBe(1);
    expect(grown('gather_request_duration_seconds_count{operation="query",status="200"}')).toBe(2);
  });

  test('tell what each is, and of Node what is usual', async () => {
    const response = await fetch(`${gateway.url}/metrics`);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await response.text();
    for (const { name, kind } of Object.values(metricTable))
      expect(text).toContain(`# TYPE ${name} ${kind}\n`);
    for (const name of [
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_seconds',
    ])
      expect(text).toContain(`\n${name} `);
    expect(text).toContain('\ngather_statements_running 0\n');
  });

  test('are told to nobody unless a setting has it so', async () => {
    await using quiet = await openTestGateway({ databaseUrl: database.url });
    const response = await fetch(`${quiet.url}/metrics`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Nothing is served at this path');
  });
});
