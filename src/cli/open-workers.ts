import { Monitor } from '../database/connection/monitor.ts';
import { readDatabaseUrl } from '../database/connection/read-database-url.ts';
import { waitForDatabase } from '../database/connection/wait-for-database.ts';
import type { Gateway } from '../gateway.ts';
import type { Log } from '../log.ts';
import { findPort, writeUrl } from '../server/listen.ts';
import type { CommandHost } from './command-host.ts';
import type { WorkerOrder } from './worker-messages.ts';
import { Workers } from './workers.ts';

/** The parts of a gateway of several processes. */
export interface OpenWorkersOptions extends WorkerOrder {
  readonly log: Log;
  /** Prepares the database once for all workers. The gateway is not ready before it has finished. */
  readonly prepare: () => Promise<void>;
  readonly loadFork: CommandHost['loadFork'];
}

/** A gateway whose processes can be replaced. */
export interface WorkersGateway extends Gateway {
  /**
   * Replaces the processes by those of another order. No request is lost.
   * @throws Error if the new ones cannot serve. Those before continue to.
   */
  readonly replace: (order: WorkerOrder) => Promise<void>;
}

/**
 * Opens a gateway of several processes on one port. This process prepares the database, and its workers
 * serve. They listen at once and are ready once the database is.
 * @throws Error with the address and a suggestion, if it cannot listen.
 */
export async function openWorkers(options: OpenWorkersOptions): Promise<WorkersGateway> {
  const { config, databaseUrl, configFile, document, log, prepare } = options;
  const port = await findPort(config.host, config.port);
  const fork = await options.loadFork();
  await using opened = new AsyncDisposableStack();
  const order = { config: { ...config, port }, databaseUrl, configFile, document };
  const workers = opened.use(new Workers({ order, fork, log }));
  const closing = new AbortController();
  opened.defer(() => closing.abort());

  const prepareOnce = async (): Promise<void> => {
    // It has one connection and no pool. Only the workers have pools.
    await using monitor = new Monitor({
      connectTimeout: config.connectTimeoutMs,
      ...readDatabaseUrl(databaseUrl),
    });
    const attempt = async (): Promise<void> => {
      await monitor.check();
      await prepare();
    };
    await waitForDatabase(attempt, log, closing.signal);
    workers.reportPrepared();
  };
  const prepared = Promise.all([prepareOnce(), workers.ready]).then(() => undefined);
  prepared.catch(() => undefined);

  const running = opened.move();
  return {
    url: writeUrl(config.host, port),
    prepared,
    close: () => workers.stop(),
    async replace(next) {
      // The same setting means the same port, also where 0 has chosen a free one.
      const isSame = next.config.port === config.port && next.config.host === config.host;
      const nextPort = isSame ? port : await findPort(next.config.host, next.config.port);
      await workers.replace({ ...next, config: { ...next.config, port: nextPort } });
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
