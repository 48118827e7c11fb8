import type { PoolConnection, UpsertResult } from 'mariadb';
import type { Events } from '../../events.ts';
import type { Models } from '../../model/model.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import type { Connections } from '../connection/connections.ts';
import type { Monitor } from '../connection/monitor.ts';
import type { PageMethod } from '../statement.ts';
import type { ReportStatement } from './transaction-statement.ts';
import type { Subject } from './write-context.ts';

/** The driver's result: rows, or the counts of a write. */
export type DriverResult = UpsertResult | readonly unknown[];

/** The options of a transaction. */
export interface TransactionOptions {
  readonly connection: PoolConnection;
  readonly connections: Connections;
  readonly monitor: Monitor;
  readonly catalog: Catalog;
  readonly events: Events;
  readonly models: Models;
  /** The most rows that a condition may match for a write. */
  readonly writeMaxRows: number;
  readonly statementTimeoutMs: number;
  readonly transactionTimeoutMs: number;
  readonly responseMaxBytes: number;
  /** Aborts the transaction. A COMMIT that was sent cannot be revoked. */
  readonly signal: AbortSignal;
}

/** The circumstances of any statement. */
export interface QueryDetails extends OwnStatementOptions {
  /** The number of keys in the statement, for the trace. */
  readonly keys?: number | undefined;
  readonly method?: PageMethod | undefined;
  /** The most bytes that the rows may have. Omitted if they are always few. */
  readonly maxBytes?: number | undefined;
  /** True for a statement of the user's own code. */
  readonly isOwn?: boolean;
  /** The subject of a write. */
  readonly subject?: Subject | undefined;
}

/** The circumstances of a statement of the user's own code. */
export interface OwnStatementOptions {
  /** True if it cannot be prepared. */
  readonly isText?: boolean;
  readonly report?: ReportStatement | undefined;
}
