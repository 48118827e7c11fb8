import { buildRequest, HttpConnection } from '../../bench/load/http-connection.ts';

/** What came of one request of a load. */
export interface Sample {
  /** When it was due, in milliseconds from the beginning. */
  readonly atMs: number;
  /** 0 where the connection broke. */
  readonly status: number;
  readonly hasRetryAfter: boolean;
  /** From when it was due. */
  readonly ms: number;
}

/** A load of so many requests a second, whatever the answers take. */
export interface LoadOptions {
  readonly url: string;
  /** Gives the body of the request of this number. */
  readonly body: (index: number) => string;
  readonly perSecond: number;
  readonly seconds: number;
  readonly signal: AbortSignal;
}

const tickMs = 5;
/** Clients that ask at once at most; further requests wait for one of them, from when they were due. */
const clientsMax = 8_000;

/** Offers a load and waits for all of its answers. */
export async function offerLoad({ url, body, perSecond, seconds, signal }: LoadOptions): Promise<Sample[]> {
  using clients = new Clients(url);
  const startedAt = performance.now();
  const total = Math.round(perSecond * seconds);
  const samples: Promise<Sample>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1_000) * perSecond));
      while (samples.length < due) {
        const atMs = (samples.length / perSecond) * 1_000;
        samples.push(clients.send(body(samples.length), { startedAt, atMs }));
      }
      if (due < total && !signal.aborted) return;
      clearInterval(timer);
      resolve();
    }, tickMs);
  });
  return await Promise.all(samples);
}

/** Sends requests over so many connections, each when the last was answered, and gives the answers a second. */
export async function measureGoodput(
  {
    url,
    body,
    seconds,
    signal,
    isOver = () => false,
  }: Omit<LoadOptions, 'perSecond'> & { readonly isOver?: () => boolean },
  connections: number,
): Promise<number> {
  using clients = new Clients(url);
  const startedAt = performance.now();
  const endAt = startedAt + seconds * 1_000;
  let sent = 0;
  let good = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < endAt && !signal.aborted && !isOver()) {
      const atMs = performance.now() - startedAt;
      const { status } = await clients.send(body(sent++), { startedAt, atMs });
      if (status === 200) good += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  return good / ((performance.now() - startedAt) / 1_000);
}

/**
 * Clients that keep their connections. They cost a small part of what Node's own client does: on a machine that the
 * gateway shares, a load that takes the processor would measure itself.
 */
class Clients implements Disposable {
  readonly #port: number;
  readonly #free: HttpConnection[] = [];
  readonly #opened = new DisposableStack();
  readonly #waiting: PromiseWithResolvers<HttpConnection>[] = [];
  #count = 0;

  constructor(url: string) {
    this.#port = Number(new URL(url).port);
  }

  async send(
    body: string,
    { startedAt, atMs }: { readonly startedAt: number; readonly atMs: number },
  ): Promise<Sample> {
    try {
      const connection = await this.#take();
      const { status, head } = await connection.exchange(buildRequest(this.#port, body));
      this.#give(connection);
      return {
        atMs,
        status,
        hasRetryAfter: /\r\nretry-after:/i.test(head),
        ms: performance.now() - startedAt - atMs,
      };
    } catch {
      this.#count -= 1;
      return { atMs, status: 0, hasRetryAfter: false, ms: performance.now() - startedAt - atMs };
    }
  }

  [Symbol.dispose](): void {
    this.#opened.dispose();
  }

  async #take(): Promise<HttpConnection> {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#count < clientsMax) {
      this.#count += 1;
      return this.#opened.use(await HttpConnection.open(this.#port));
    }
    const waiting = Promise.withResolvers<HttpConnection>();
    this.#waiting.push(waiting);
    return await waiting.promise;
  }

  #give(connection: HttpConnection): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(connection);
    else next.resolve(connection);
  }
}
