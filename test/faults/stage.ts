import { lastLines } from '../../src/std/run-program.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { type GatewayProcess, openGatewayProcess, type Settings, probe } from '../support/gateway-process.ts';
import { type FaultDatabase, openFaultDatabase } from './fault-database.ts';
import { Findings } from './findings.ts';
import { openFaultServer, type FaultServer } from './fault-server.ts';
import type { ServerKind } from '../support/own-server.ts';

/** A machine that does other things takes its time to start a process and to read a schema. */
const startTimeoutMs = 90_000;

/** How much of a gateway's last line is shown. */
const wordsMax = 300;

/** What all faults of a run have in common. */
export interface StageOptions {
  /** The short form takes seconds in place of minutes. */
  readonly isShort: boolean;
  readonly kind: ServerKind;
  /** A server that the faults share; one that stops or restarts a server opens another. */
  readonly serverUrl: string;
}

/**
 * What one fault works with. All that it opens is closed when the fault has ended, is late or is interrupted, in the
 * reverse order; what is still being opened then is closed as soon as it is open.
 */
export class Stage implements AsyncDisposable {
  readonly seen: Findings;
  readonly isShort: boolean;
  readonly kind: ServerKind;
  readonly #serverUrl: string;
  readonly #opened = new AsyncDisposableStack();
  readonly #opening = new Set<Promise<unknown>>();
  readonly #end = new AbortController();
  readonly #gateways: GatewayProcess[] = [];

  constructor({ isShort, kind, serverUrl }: StageOptions) {
    this.isShort = isShort;
    // Tests run beside others.
    this.seen = new Findings(!isShort);
    this.kind = kind;
    this.#serverUrl = serverUrl;
  }

  /** Aborted when the fault is to end. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** Keeps what is being opened until the end of the fault. */
  async use<T extends AsyncDisposable>(opening: Promise<T>): Promise<T> {
    const settled = this.#keep(opening);
    this.#opening.add(settled);
    await settled;
    this.#opening.delete(settled);
    this.signal.throwIfAborted();
    return opening;
  }

  async #keep(opening: Promise<AsyncDisposable>): Promise<void> {
    let resource: AsyncDisposable;
    try {
      resource = await opening;
    } catch {
      return; // whoever opens it is told
    }
    if (this.#opened.disposed) await resource[Symbol.asyncDispose]();
    else this.#opened.use(resource);
  }

  /** Opens a database on the server that the faults share, or on another. */
  openDatabase(
    contents: 'nothing' | 'tables' | 'directory' = 'directory',
    serverUrl = this.#serverUrl,
  ): Promise<FaultDatabase> {
    return this.use(openFaultDatabase(serverUrl, contents));
  }

  /** Opens a server of this fault alone. */
  openServer(parameters: readonly string[] = []): Promise<FaultServer> {
    return this.use(openFaultServer(this.kind, parameters));
  }

  /** Starts a gateway in production mode, which may not be listening yet. */
  async startGateway(databaseUrl: string, settings: Settings = {}): Promise<GatewayProcess> {
    const all = { NODE_ENV: 'production', DATABASE_URL: databaseUrl, ...settings };
    const gateway = await this.use(openGatewayProcess(all));
    this.#gateways.push(gateway);
    return gateway;
  }

  /** Starts a gateway in production mode and waits until it is ready. */
  async openGateway(databaseUrl: string, settings: Settings = {}): Promise<GatewayProcess> {
    const gateway = await this.startGateway(databaseUrl, settings);
    const isReady = async (): Promise<boolean> => (await probe(gateway.url, 'ready')) === 200;
    if (!(await waitUntil(isReady, { intervalMs: 20, timeoutMs: startTimeoutMs, signal: this.signal }))) {
      throw new Error(`A gateway was not ready after ${startTimeoutMs / 1_000} s.`);
    }
    return gateway;
  }

  /** The last words of gateways that have ended, for a fault that broke off. */
  async describeEnds(): Promise<string> {
    const ends = this.#gateways.map(async ({ ended, output, complaints }) => {
      const code = await Promise.race([ended, Promise.resolve('running')]);
      return code === 'running'
        ? ''
        : `a gateway ended with ${code}: ${lastLines(`${output()}${complaints()}`, 1).slice(0, wordsMax)}`;
    });
    return (await Promise.all(ends)).filter((text) => text !== '').join('; ');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort(new Error('The fault has ended.'));
    await this.#opened.disposeAsync();
    await Promise.all(this.#opening);
  }
}
