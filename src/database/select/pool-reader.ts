import { DatabaseUnavailableError, type GatherError } from '../../errors.ts';
import type { Events } from '../../events.ts';
import type { Asked } from '../../model/columns.ts';
import type { Scoped, Shape } from '../../model/load.ts';
import type { OwnResult, OwnStatement } from '../../model/own-statement.ts';
import { findMissingIndexes } from '../catalog/missing-index.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import type { Connections } from '../connection/connections.ts';
import type { Monitor } from '../connection/monitor.ts';
import { isSchemaMismatch, isStaleCatalog, translateError } from '../connection/translate-error.ts';
import { type Gate, Ticket } from '../gate/gate.ts';
import { describeKind } from './describe-kind.ts';
import { readOwnResult } from './read-own-result.ts';
import { runStatement, type StatementRun } from './run-statement.ts';
import { selectBounded, type StatementAnswers } from './select-bounded.ts';

/** The parts of the pool that reads need. */
export interface PoolReaderOptions {
  readonly connections: Connections;
  readonly monitor: Monitor;
  readonly events: Events;
  /** The one queue in front of the database. */
  readonly gate: Gate;
  readonly statementTimeoutMs: number;
  readonly responseMaxBytes: number;
}

/** The result of a statement of own code, and the time it took. */
export interface TimedResult extends OwnResult {
  readonly runMs: number;
}

/** Reads on the connections of the pool, one statement at a time on each, in the turns of the gate. */
export class PoolReader {
  readonly #options: PoolReaderOptions;

  constructor(options: PoolReaderOptions) {
    this.#options = options;
  }

  /** Selects as described at `Database.select`. */
  async select<S extends Shape>(
    shape: Scoped<S>,
    collect: () => Asked,
    signal: AbortSignal,
    ticket = new Ticket(),
  ): Promise<StatementAnswers<S>> {
    const { monitor, events } = this.#options;
    const catalog = await monitor.catalog();
    if (events.missingIndexes.hasSubscribers) {
      for (const event of findMissingIndexes(shape, catalog)) events.missingIndexes.publish(event);
    }
    // A lookup by a unique key reads at most one row per key, so its time is not measured.
    const kind = shape.kind === 'row' ? undefined : describeKind(shape);
    return this.#enter(signal, ticket, kind, (runs) =>
      this.#selectOnce(shape, collect(), { catalog, signal, runs }),
    );
  }

  /** Runs a SELECT of own code as described at `Database.query`. */
  async query({ text, values }: OwnStatement, signal: AbortSignal, ticket: Ticket): Promise<TimedResult> {
    const { connections, monitor, events } = this.#options;
    const { statementTimeoutMs: timeoutMs, responseMaxBytes: maxBytes } = this.#options;
    return this.#enter(signal, ticket, text, async (runs) => {
      const run = runStatement(connections, monitor, text, [...values], {
        timeoutMs,
        maxBytes,
        signal,
        events,
      });
      runs.push(run);
      const startedMs = performance.now();
      return { ...readOwnResult(await run.rows), runMs: performance.now() - startedMs };
    });
  }

  /** Runs work on a connection when the gate admits its ticket. */
  async #enter<T>(
    signal: AbortSignal,
    ticket: Ticket,
    kind: string | undefined,
    work: (runs: StatementRun[]) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const task = async (): Promise<void> => {
      const runs: StatementRun[] = [];
      try {
        resolve(await work(runs));
      } catch (error) {
        reject(this.#report(error));
      }
      // The turn at the gate lasts until the connection is released, which may be after the answer.
      await runs.at(-1)?.released;
    };
    this.#options.gate.enter(task, ticket, kind);
    const leave = (): void => {
      ticket.withdraw();
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    return promise.finally(() => signal.removeEventListener('abort', leave));
  }

  /** Selects, and repeats it once if tables have changed since the catalog was read. */
  async #selectOnce<S extends Shape>(
    shape: S,
    asked: Asked,
    { catalog, signal, runs }: { catalog: Catalog; signal: AbortSignal; runs: StatementRun[] },
  ): Promise<StatementAnswers<S>> {
    const { connections, monitor, events, statementTimeoutMs: timeoutMs, responseMaxBytes } = this.#options;
    const selectBy = (known: Catalog): Promise<StatementAnswers<S>> =>
      selectBounded(shape, asked, {
        catalog: known,
        responseMaxBytes,
        run({ text, parameters }, maxBytes) {
          const run = runStatement(connections, monitor, text, [...parameters], {
            timeoutMs,
            maxBytes,
            signal,
            events,
          });
          runs.push(run);
          return run.rows;
        },
      });
    try {
      return await selectBy(catalog);
    } catch (error) {
      if (!isStaleCatalog(error)) throw error;
      monitor.forgetCatalog();
      return selectBy(await monitor.catalog());
    }
  }

  #report(error: unknown): GatherError {
    const { monitor } = this.#options;
    const translated = translateError(error);
    if (isSchemaMismatch(error)) monitor.forgetCatalog();
    return translated instanceof DatabaseUnavailableError ? monitor.reportFailure(error) : translated;
  }
}
