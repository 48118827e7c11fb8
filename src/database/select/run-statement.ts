import type { Connection, QueryOptions } from 'mariadb';
import { InternalError, ResponseTooLargeError, TimeoutError, UnfitServerError } from '../../errors.ts';
import type { Events } from '../../events.ts';
import { keepsPackets } from '../connection/keep-packets.ts';
import type { StoredRow } from '../connection/packet-row.ts';
import type { Connections } from '../connection/connections.ts';
import { cutOff } from '../connection/cut-off.ts';
import { execute } from '../connection/execute.ts';
import { isInTransaction } from '../connection/is-in-transaction.ts';
import type { Monitor } from '../connection/monitor.ts';
import { countReceived } from '../connection/received-bytes.ts';
import { isUnavailable, translateError } from '../connection/translate-error.ts';

type Rows = readonly StoredRow[];

/** The driver's result of a statement, and the release of its connection. */
export interface StatementRun<T = Rows> {
  readonly rows: Promise<T>;
  /**
   * Resolves when the connection is free again, later than `rows` if the statement was cancelled. Never
   * rejects.
   */
  readonly released: Promise<void>;
}

/** Driver options for exact values: text for dates and decimals, `bigint` for BIGINT, JSON unparsed. */
export const exactValues = {
  rowsAsArray: true,
  dateStrings: true,
  bigIntAsNumber: false,
  decimalAsNumber: false,
  autoJsonMap: false,
  jsonStrings: true,
  bitOneIsBoolean: false,
} as const;

interface RunOptions {
  readonly timeoutMs: number;
  /**
   * The bytes that the database may send. Undefined if the rows cannot exceed them, which saves the
   * counting.
   */
  readonly maxBytes?: number | undefined;
  /** Aborted when no load waits for the rows any more. */
  readonly signal: AbortSignal;
  readonly events: Events;
  /** The driver's options. By default those for exact values. */
  readonly driver?: Omit<QueryOptions, 'sql'>;
  /** False for a statement that may write, which is never repeated. */
  readonly isRepeatable?: boolean;
}

/**
 * Runs a prepared statement on a connection of the pool. `rows` rejects at the deadline, beyond the bytes it
 * may read, or when `signal` is aborted. The statement is then cancelled in the database. The connection
 * returns to the pool only after the statement has ended, so that the cancellation cannot hit the next one.
 * If the connection is lost or its server is unfit, a read is repeated once on another connection.
 */
export function runStatement<T = Rows>(
  connections: Connections,
  monitor: Monitor,
  text: string,
  parameters: unknown[],
  options: RunOptions,
): StatementRun<T> {
  const { timeoutMs, maxBytes = Infinity, signal, events, isRepeatable = true } = options;
  const { driver = { ...exactValues, ...keepsPackets } } = options;
  const stop = new AbortController();
  const stopped = Promise.withResolvers<never>();
  stop.signal.addEventListener('abort', () => stopped.reject(stop.signal.reason), { once: true });
  const abandon = (): void => stop.abort(signal.reason);
  if (signal.aborted) abandon();
  else signal.addEventListener('abort', abandon, { once: true });
  const timer = setTimeout(
    () => stop.abort(new TimeoutError(`A statement took longer than ${timeoutMs} ms.`)),
    timeoutMs,
  );

  let wasSent = false;
  const bound: BoundStatement = {
    text,
    parameters,
    maxBytes,
    driver,
    mayWrite: !isRepeatable,
    onSend: () => (wasSent = true),
    events,
  };
  const runOnce = (): Promise<T> => executeOnce<T>(connections, monitor, bound, stop);
  const executed = runOnce().catch(async (error: unknown) => {
    if (!isRepeatable || !wasSent || !isUnavailable(error) || stop.signal.aborted) throw error;
    await monitor.check();
    return runOnce();
  });
  const rows = Promise.race([executed, stopped.promise]).finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', abandon);
  });
  return { rows, released: executed.then(ignore, ignore) };
}

interface BoundStatement {
  readonly text: string;
  readonly parameters: unknown[];
  readonly maxBytes: number;
  readonly driver: Omit<QueryOptions, 'sql'>;
  readonly mayWrite: boolean;
  readonly onSend: () => void;
  readonly events: Events;
}

async function executeOnce<T>(
  connections: Connections,
  monitor: Monitor,
  { text, parameters, maxBytes, driver, mayWrite, onSend, events }: BoundStatement,
  stop: AbortController,
): Promise<T> {
  const connection = await connections.acquire();
  const { signal } = stop;
  let cancelling: Promise<void> | undefined;
  let onStop = ignore;
  let stopCounting = ignore;
  try {
    signal.throwIfAborted();
    stopCounting = countReceived(connection, maxBytes, () => stop.abort(new ResponseTooLargeError(maxBytes)));
    onSend();
    const executing = execute<T>(connection, { ...driver, sql: text }, parameters, events);
    onStop = (): void => {
      cancelling = monitor.cancel(connection, executing.then(ignore, ignore));
    };
    signal.addEventListener('abort', onStop, { once: true });
    const result = await executing;
    if (mayWrite && isInTransaction(connection)) {
      throw endConnection(connection, 'The statement has left a transaction open, which was rolled back.');
    }
    return result;
  } catch (error) {
    const translated = translateError(error);
    if (translated instanceof UnfitServerError) {
      connections.replace();
      monitor.reportUnfit(translated);
    }
    throw error;
  } finally {
    stopCounting();
    signal.removeEventListener('abort', onStop);
    await cancelling;
    await connection.release();
  }
}

/** Ends a connection whose session has changed, so that no other statement runs in it. */
function endConnection(connection: Connection, reason: string): InternalError {
  const error = new InternalError(reason);
  cutOff(connection, error);
  return error;
}

function ignore(): void {}
