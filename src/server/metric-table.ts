/** One row of the metrics table: what docs/metrics.md shows, and `openMetrics` counts. */
export interface MetricRow {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** As Prometheus knows it; times are in seconds. */
  readonly name: string;
  readonly labels: readonly string[];
  readonly sentence: string;
}

/** Every metric of the gateway's own, in the order of docs/metrics.md. */
export const metricTable = {
  requestSeconds: {
    kind: 'histogram',
    name: 'gather_request_duration_seconds',
    labels: ['operation', 'status'],
    sentence:
      'Requests by what they took: `operation` is query, mutation or none (refused before that was known), `status` that of HTTP, or gone where the client did not wait.',
  },
  errors: {
    kind: 'counter',
    name: 'gather_request_errors_total',
    labels: ['code'],
    sentence: 'Requests whose answer has an error of that code.',
  },
  retries: {
    kind: 'counter',
    name: 'gather_transaction_retries_total',
    labels: [],
    sentence: 'How often a mutation was begun again because another transaction was first.',
  },
  statementSeconds: {
    kind: 'histogram',
    name: 'gather_statement_duration_seconds',
    labels: [],
    sentence: 'Statements that loaded or wrote something, by what the database took for them.',
  },
  statementWaitSeconds: {
    kind: 'histogram',
    name: 'gather_statement_wait_seconds',
    labels: [],
    sentence:
      'Statements by how long the first load among them had waited, for others and for a connection; those of a transaction, which has one, waited for nothing.',
  },
  statementLoads: {
    kind: 'counter',
    name: 'gather_statement_loads_total',
    labels: [],
    sentence:
      'Loads that statements answered: all keys of one shape that a request asks for together are one. Divided by the number of statements, it tells what sharing them between requests is worth.',
  },
  statementKeys: {
    kind: 'counter',
    name: 'gather_statement_keys_total',
    labels: [],
    sentence: 'Keys that travelled with statements.',
  },
  statementRows: {
    kind: 'counter',
    name: 'gather_statement_rows_total',
    labels: [],
    sentence: 'Rows that statements answered.',
  },
  statementsRunning: {
    kind: 'gauge',
    name: 'gather_statements_running',
    labels: [],
    sentence: 'Statements and transactions that hold a connection now, of `POOL_SIZE`.',
  },
  statementsWaiting: {
    kind: 'gauge',
    name: 'gather_statements_waiting',
    labels: [],
    sentence: 'Statements and transactions that wait for a connection now.',
  },
} as const satisfies Record<string, MetricRow>;
