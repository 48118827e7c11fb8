import { ResponseTooLargeError, TimeoutError, UnfitServerError } from '../../errors.ts';
import type { Connections } from '../connection/connections.ts';
import { execute } from '../connection/execute.ts';
import type { Monitor } from '../connection/monitor.ts';
import { countReceived } from '../connection/received-bytes.ts';
import { isUnavailable, translateError } from '../connection/translate-error.ts';

type Rows = readonly (readonly unknown[])[];

/** What a statement answers, each row an array, and when its connection is free again. */
export interface StatementRun {
  readonly rows: Promise<Rows>;
  /** Settles later than `rows` where the statement had to be cancelled. Never rejects. */
  readonly released: Promise<void>;
}

/** The driver's options that keep values exact: text for dates and decimals, `bigint` for BIGINT, JSON unparsed. */
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
  /** What the database may send; left out where that cannot be too much, which spares the counting. */
  readonly maxBytes?: number | undefined;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/**
 * Runs a prepared read on a connection of the pool. At the deadline, beyond the bytes it may read, or when nobody waits
 * any more, `rows` rejects at once and the statement is cancelled in the database; the connection goes back to the pool
 * when it has ended there, so that the cancellation cannot hit what runs on it next. A read whose connection turns out
 * to be lost, or whose server does not serve, is tried once more on another, if the database answers.
 */
export function runStatement(
  connections: Connections,
  monitor: Monitor,
  text: string,
  parameters: unknown[],
  options: RunOptions,
): StatementRun {
  const { timeoutMs, maxBytes = Infinity, signal } = options;
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
  const runOnce = (): Promise<Rows> =>
    executeOnce(connections, monitor, { text, parameters, maxBytes, onSend: () => (wasSent = true) }, stop);
  const executed = runOnce().catch(async (error: unknown) => {
    if (!wasSent || !isUnavailable(error) || stop.signal.aborted) throw error;
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
  readonly onSend: () => void;
}

async function executeOnce(
  connections: Connections,
  monitor: Monitor,
  { text, parameters, maxBytes, onSend }: BoundStatement,
  stop: AbortController,
): Promise<Rows> {
  const connection = await connections.acquire();
  const { signal } = stop;
  let cancelling: Promise<void> | undefined;
  let onStop = ignore;
  let stopCounting = ignore;
  try {
    signal.throwIfAborted();
    stopCounting = countReceived(connection, maxBytes, () => stop.abort(new ResponseTooLargeError(maxBytes)));
    onSend();
    const executing = execute<unknown[][]>(connection, { sql: text, ...exactValues }, parameters);
    onStop = (): void => {
      cancelling = monitor.cancel(connection, executing.then(ignore, ignore));
    };
    signal.addEventListener('abort', onStop, { once: true });
    return await executing;
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

function ignore(): void {}
