import { once } from 'node:events';
import { ConfigError } from '../config.ts';
import { buildLog, openOutput } from '../log.ts';
import { readModel } from '../prisma-schema/read-model.ts';
import type { Processes } from '../server/health.ts';
import type { ProcessMetrics, ShareMetrics } from '../server/metrics.ts';
import type { CommandHost, PrimaryProcess } from './command-host.ts';
import { describeError } from './describe-error.ts';
import { openOwnGateway } from './open-own-gateway.ts';
import { stopGateway } from './stop-gateway.ts';
import type { WorkerOrder, WorkerReport, WorkerRequest } from './worker-messages.ts';

/**
 * Serves as one of several processes until it is stopped. Returns 1 if requests were cut off at the end.
 * If it cannot serve, it reports that to the primary process. It then returns 2 for faults of the
 * configuration, and otherwise 1.
 */
export async function runWorker(host: CommandHost, primary: PrimaryProcess): Promise<number> {
  const report = (message: WorkerReport): Promise<void> => primary.send(message);
  const conversation = startConversation(primary);
  await report({ kind: 'started' });
  try {
    return await serve(await conversation.order, conversation, host, report);
  } catch (error) {
    await report({ kind: 'failed', message: describeError(error) });
    return error instanceof ConfigError ? 2 : 1;
  }
}

async function serve(
  { config, databaseUrl, configFile, document }: WorkerOrder,
  conversation: Conversation,
  host: CommandHost,
  report: (message: WorkerReport) => Promise<void>,
): Promise<number> {
  const output = openOutput({ isShared: true, maxBytes: config.logMaxBytes });
  const log = buildLog({
    level: config.logLevel,
    destination: output,
    pretty: host.isTerminal,
    pid: host.pid,
  });
  const gateway = await openOwnGateway(host, configFile, {
    config,
    databaseUrl,
    models: readModel(document),
    log,
    // The primary process prepares the database once for all workers.
    prepare: () => conversation.prepared,
    processes: conversation.processes,
    isFirst: conversation.slot() === 0,
    shareMetrics: conversation.shareMetrics,
  });
  await report({ kind: 'listening' });
  const stop = AbortSignal.any([host.stop, conversation.stop]);
  const stopped = stop.aborted ? Promise.resolve() : once(stop, 'abort');
  const isReady = await Promise.race([gateway.prepared.then(() => true), stopped.then(() => false)]);
  if (isReady) await report({ kind: 'ready' });
  await stopped;
  const drained = await stopGateway(gateway, config, log, { isReplaced: conversation.isReplaced() });
  await output.end();
  return drained ? 0 : 1;
}

/** The messages of the primary process so far. */
interface Conversation {
  readonly order: Promise<WorkerOrder>;
  /** Settles when the database is prepared. */
  readonly prepared: Promise<void>;
  readonly processes: () => Processes;
  readonly slot: () => number;
  readonly shareMetrics: ShareMetrics;
  readonly stop: AbortSignal;
  /** Returns `true` if it stops because another worker has taken its slot. */
  readonly isReplaced: () => boolean;
}

function startConversation(primary: PrimaryProcess): Conversation {
  const order = Promise.withResolvers<WorkerOrder>();
  const prepared = Promise.withResolvers<void>();
  const stop = new AbortController();
  let isReplaced = false;
  let slot = 0;
  const metricsAsked = new Set<(metrics: readonly ProcessMetrics[]) => void>();
  let readOwnMetrics: (() => Promise<ProcessMetrics>) | undefined;
  const tell = (report: WorkerReport): void => void primary.send(report);
  let processes: Processes = { serving: 1, of: 1 }; // until it is told, with the answer to its listening
  primary.onMessage((message) => {
    const request = message as WorkerRequest; // the primary process says nothing else
    switch (request.kind) {
      case 'serve':
        processes = { serving: 1, of: request.order.config.processes };
        order.resolve(request.order);
        slot = request.slot;
        break;
      case 'state':
        ({ processes } = request);
        if (request.isPrepared) prepared.resolve();
        break;
      case 'tell-metrics': {
        const { number } = request;
        readOwnMetrics?.().then((metrics) => tell({ kind: 'metrics', number, metrics }), ignore);
        break;
      }
      case 'all-metrics':
        // One answer is current enough for all requests that wait.
        for (const resolve of metricsAsked) resolve(request.metrics);
        metricsAsked.clear();
        break;
      case 'ping':
        tell({ kind: 'alive' });
        break;
      case 'drain':
        isReplaced = true;
        stop.abort();
        break;
      case 'stop':
        stop.abort();
    }
  });
  return {
    order: order.promise,
    prepared: prepared.promise,
    processes: () => processes,
    slot: () => slot,
    shareMetrics(readOwn) {
      readOwnMetrics = readOwn;
      const readAll = (): Promise<readonly ProcessMetrics[]> =>
        new Promise((resolve, reject) => {
          metricsAsked.add(resolve);
          tell({ kind: 'ask-metrics' });
          setTimeout(() => {
            if (metricsAsked.delete(resolve)) readOwn().then((own) => resolve([own]), reject);
          }, metricsTimeoutMs).unref();
        });
      return { slot, readAll };
    },
    stop: stop.signal,
    isReplaced: () => isReplaced,
  };
}

/** If the primary process does not answer in time, only the metrics of this process are served. */
const metricsTimeoutMs = 4_000;

function ignore(): void {}
