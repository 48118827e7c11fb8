// Loads a server from a process of its own: reads a plan from standard input, writes what it found to standard
// output. Every answer is compared with the one the plan expects; one that differs ends the load with exit code 1.
import { text } from 'node:stream/consumers';
import { buildRequest, HttpConnection } from './http-connection.ts';
import type { LoadPlan, LoadResult } from './load-plan.ts';

const result = await generateLoad(JSON.parse(await text(process.stdin)) as LoadPlan);
process.stdout.write(JSON.stringify(result));

async function generateLoad(plan: LoadPlan): Promise<LoadResult> {
  const exchanges = plan.exchanges.map(({ body, answer }) => ({
    request: buildRequest(plan.port, body),
    answer: Buffer.from(answer),
    body,
  }));
  using opened = new DisposableStack();
  const connections = await Promise.all(
    Array.from({ length: plan.connections }, async () => opened.use(await HttpConnection.open(plan.port))),
  );
  const latencies: number[] = [];
  const startedAt = performance.now();
  const endAt = startedAt + plan.seconds * 1000;

  async function run(connection: HttpConnection): Promise<void> {
    for (let sentAt = performance.now(); sentAt < endAt;) {
      const exchange = exchanges[Math.floor(Math.random() * exchanges.length)];
      if (exchange === undefined) throw new Error('Expected a plan with at least one exchange.');
      const { status, body } = await connection.exchange(exchange.request);
      const answeredAt = performance.now();
      latencies.push(answeredAt - sentAt);
      sentAt = answeredAt;
      if (status !== 200 || !body.equals(exchange.answer)) {
        throw new Error(
          `Expected the answer that ${exchange.body} got alone, but got: ${status} ${describeDifference(body.toString(), exchange.answer.toString())}`,
        );
      }
    }
  }

  await Promise.all(connections.map(run));
  const sorted = Float64Array.from(latencies).toSorted();
  return {
    requests: sorted.length,
    seconds: (performance.now() - startedAt) / 1000,
    p50Ms: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
  };
}

/** The text from shortly before the first difference on. */
function describeDifference(found: string, expected: string): string {
  let start = 0;
  while (start < found.length && found[start] === expected[start]) start += 1;
  return `${found.length} characters, …${found.slice(Math.max(0, start - 100), start + 400)}`;
}
