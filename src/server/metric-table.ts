/** A row of the metrics table, which docs/metrics.md shows and `openMetrics` counts. */
export interface MetricRow {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** The name in Prometheus. Times are in seconds. */
  readonly name: string;
  readonly labels: readonly string[];
  readonly sentence: string;
}

/** The gateway's own metrics, in the order of docs/metrics.md. */
export const metricTable = {
  requestSeconds: {
    kind: 'histogram',
    name: 'gather_request_duration_seconds',
    labels: ['operation', 'status'],
    sentence:
      'Time from a request to its answer, in seconds. `operation` is query, mutation, or none if the request was refused before it was parsed. `status` is the HTTP status, or gone if the client did not wait.',
  },
  errors: {
    kind: 'counter',
    name: 'gather_request_errors_total',
    labels: ['code'],
    sentence: 'Number of requests whose answer has an error with this code.',
  },
  retries: {
    kind: 'counter',
    name: 'gather_transaction_retries_total',
    labels: [],
    sentence: 'Number of times a mutation was tried again because of a conflict with another transaction.',
  },
  statementSeconds: {
    kind: 'histogram',
    name: 'gather_statement_duration_seconds',
    labels: [],
    sentence: 'Time the database took to run a statement, in seconds.',
  },
  statementWaitSeconds: {
    kind: 'histogram',
    name: 'gather_statement_wait_seconds',
    labels: [],
    sentence:
      'Time the first load of a statement waited for other loads and for a connection, in seconds. Statements of a transaction do not wait.',
  },
  statementLoads: {
    kind: 'counter',
    name: 'gather_statement_loads_total',
    labels: [],
    sentence:
      'Number of loads that statements answered. All keys of one shape in one request are one load. Divided by the number of statements, it gives the loads per statement.',
  },
  statementKeys: {
    kind: 'counter',
    name: 'gather_statement_keys_total',
    labels: [],
    sentence: 'Number of keys that statements looked up.',
  },
  statementRows: {
    kind: 'counter',
    name: 'gather_statement_rows_total',
    labels: [],
    sentence: 'Number of rows that statements returned.',
  },
  ownCallSeconds: {
    kind: 'histogram',
    name: 'gather_own_call_duration_seconds',
    labels: ['field'],
    sentence:
      'Time a call of a field of the user’s own took, in seconds. `field` is its type and name. One call answers all rows of a level.',
  },
  ownCallRows: {
    kind: 'counter',
    name: 'gather_own_call_rows_total',
    labels: ['field'],
    sentence: 'Number of rows that calls of a field of the user’s own were given.',
  },
  ownCallFailures: {
    kind: 'counter',
    name: 'gather_own_call_failures_total',
    labels: ['field'],
    sentence: 'Number of calls of a field of the user’s own that failed as a whole.',
  },
  statementsRunning: {
    kind: 'gauge',
    name: 'gather_statements_running',
    labels: [],
    sentence: 'Number of statements and transactions that hold a connection, at most `POOL_SIZE`.',
  },
  statementsWaiting: {
    kind: 'gauge',
    name: 'gather_statements_waiting',
    labels: [],
    sentence: 'Number of statements and transactions that wait for a connection.',
  },
} as const satisfies Record<string, MetricRow>;
