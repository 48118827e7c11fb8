import { createPool, type Pool } from 'mariadb';
import { Connections } from '../../src/database/connection/connections.ts';
import { Monitor } from '../../src/database/connection/monitor.ts';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';
import { seededDatabaseUrl } from './database.ts';

/** What a statement runs on: a pool of one connection to the demo directory, and its monitor. */
export interface StatementPool extends AsyncDisposable {
  readonly monitor: Monitor;
  readonly pool: Pool;
  readonly connections: Connections;
}

/** Opens a pool whose only connection tells in what state a statement has left it. */
export async function openStatementPool(): Promise<StatementPool> {
  await using opened = new AsyncDisposableStack();
  const options = { ...readConnectionOptions(seededDatabaseUrl()), connectTimeout: 2_000 };
  const monitor = opened.use(new Monitor(options));
  const pool = createPool({ ...options, connectionLimit: 1 });
  opened.defer(() => pool.end());
  await monitor.check();
  const kept = opened.move();
  return {
    monitor,
    pool,
    connections: new Connections(() => pool),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
