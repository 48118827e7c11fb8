import { Agent, type IncomingMessage, request } from 'node:http';

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

/** Offers a load and waits for all of its answers. */
export async function offerLoad({ url, body, perSecond, seconds, signal }: LoadOptions): Promise<Sample[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const startedAt = performance.now();
  const total = Math.round(perSecond * seconds);
  const samples: Promise<Sample>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1_000) * perSecond));
      while (samples.length < due) {
        const atMs = (samples.length / perSecond) * 1_000;
        samples.push(sendSample(agent, url, body(samples.length), { startedAt, atMs }));
      }
      if (due < total && !signal.aborted) return;
      clearInterval(timer);
      resolve();
    }, tickMs);
  });
  const results = await Promise.all(samples);
  agent.destroy();
  return results;
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
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const startedAt = performance.now();
  const endAt = startedAt + seconds * 1_000;
  let sent = 0;
  let good = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < endAt && !signal.aborted && !isOver()) {
      const atMs = performance.now() - startedAt;
      const { status } = await sendSample(agent, url, body(sent++), { startedAt, atMs });
      if (status === 200) good += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  agent.destroy();
  return good / ((performance.now() - startedAt) / 1_000);
}

function sendSample(
  agent: Agent,
  url: string,
  body: string,
  { startedAt, atMs }: { readonly startedAt: number; readonly atMs: number },
): Promise<Sample> {
  return new Promise((resolve) => {
    const end = (response?: IncomingMessage): void => {
      const ms = performance.now() - startedAt - atMs;
      const hasRetryAfter = response?.headers['retry-after'] !== undefined;
      resolve({ atMs, status: response?.statusCode ?? 0, hasRetryAfter, ms });
    };
    const sending = request(`${url}/graphql`, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      timeout: 60_000,
    });
    sending.on('response', (response) => {
      response.on('end', () => end(response)).on('error', () => end());
      response.resume();
    });
    sending.on('timeout', () => sending.destroy());
    sending.on('error', () => end());
    sending.end(body);
  });
}
