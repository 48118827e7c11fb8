import type { Counter, Histogram, MetricObjectWithValues, MetricValue, Registry } from 'prom-client';
import type { Events } from '../events.ts';
import type { HttpAnswer } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { type MetricRow, metricTable } from './metric-table.ts';

/** The metrics of one process, in the form that processes exchange. */
export type ProcessMetrics = readonly MetricObjectWithValues<MetricValue<string>>[];

/**
 * Lets other processes read this one's metrics through `readOwn`. Returns this process's place, and a
 * function that reads the metrics of all.
 */
export type ShareMetrics = (readOwn: () => Promise<ProcessMetrics>) => {
  readonly slot: number;
  readonly readAll: () => Promise<readonly ProcessMetrics[]>;
};

/** The metrics of the gateway, and their endpoint. */
export interface Metrics extends Disposable {
  /** Counts an answered request. */
  readonly note: (
    exchange: Pick<Exchange, 'startedAt' | 'operationType' | 'clientGone' | 'retries'>,
    answer: Pick<HttpAnswer, 'status' | 'codes'>,
  ) => void;
  /** Answers with the metrics in the text format of Prometheus. */
  readonly answer: () => Promise<HttpAnswer>;
}

/** The sources of metrics besides the published events. */
export interface MetricsOptions {
  readonly gate: { readonly running: number; readonly waiting: number };
  readonly events: Events;
  /** If several processes share the port, the one that is reached answers for all. */
  readonly share?: ShareMetrics | undefined;
}

/** Starts to count, together with Node's own metrics of the process. */
export async function openMetrics({ gate, events, share }: MetricsOptions): Promise<Metrics> {
  const { default: prometheus } = await import('prom-client'); // not before: it would be a tenth of a start
  const registry = new prometheus.Registry();
  prometheus.collectDefaultMetrics({ register: registry });
  const histogram = (row: MetricRow): Histogram => new prometheus.Histogram(describe(row, registry));
  const counter = (row: MetricRow): Counter => new prometheus.Counter(describe(row, registry));
  const gauge = (row: MetricRow, read: () => number): void => {
    // The gauge is set whenever it is read.
    void new prometheus.Gauge({
      ...describe(row, registry),
      collect() {
        this.set(read());
      },
    });
  };
  const requestSeconds = histogram(metricTable.requestSeconds);
  const errors = counter(metricTable.errors);
  const retried = counter(metricTable.retries);
  const statementSeconds = histogram(metricTable.statementSeconds);
  const statementWaitSeconds = histogram(metricTable.statementWaitSeconds);
  const statementLoads = counter(metricTable.statementLoads);
  const statementKeys = counter(metricTable.statementKeys);
  const statementRows = counter(metricTable.statementRows);
  const ownCallSeconds = histogram(metricTable.ownCallSeconds);
  const ownCallRows = counter(metricTable.ownCallRows);
  const ownCallFailures = counter(metricTable.ownCallFailures);
  gauge(metricTable.statementsRunning, () => gate.running);
  gauge(metricTable.statementsWaiting, () => gate.waiting);

  const shared = share?.(() => registry.getMetricsAsJSON());
  // Each process has its own series. In a sum, the reset of one process would not be visible.
  if (shared) registry.setDefaultLabels({ process: shared.slot });
  const write = async (): Promise<string> =>
    shared === undefined
      ? registry.metrics()
      : prometheus.AggregatorRegistry.aggregate([...(await shared.readAll())]).metrics();

  const opened = new DisposableStack();
  opened.defer(() => registry.clear());
  opened.use(
    events.statements.subscribe(({ keys, rows, waitMs, runMs, loads }) => {
      statementSeconds.observe(runMs / 1_000);
      statementWaitSeconds.observe(waitMs / 1_000);
      statementLoads.inc(loads.length);
      statementKeys.inc(keys);
      statementRows.inc(rows);
    }),
  );
  opened.use(
    events.ownCalls.subscribe(({ field, rows, runMs, hasFailed }) => {
      ownCallSeconds.observe({ field }, runMs / 1_000);
      ownCallRows.inc({ field }, rows);
      if (hasFailed) ownCallFailures.inc({ field });
    }),
  );
  return {
    note({ startedAt, operationType = 'none', clientGone, retries }, { status, codes }) {
      const labels = { operation: operationType, status: clientGone ? 'gone' : status };
      requestSeconds.observe(labels, (performance.now() - startedAt) / 1_000);
      for (const code of codes) errors.inc({ code });
      if (retries > 0) retried.inc(retries);
    },
    answer() {
      const headers = { 'content-type': registry.contentType };
      return write().then((body) => ({ status: 200, headers, body, codes: [] }));
    },
    [Symbol.dispose]: () => opened.dispose(),
  };
}

function describe(
  { name, labels, sentence }: MetricRow,
  registry: Registry,
): { name: string; help: string; labelNames: string[]; registers: Registry[] } {
  return { name, help: sentence.replaceAll('`', ''), labelNames: [...labels], registers: [registry] };
}
