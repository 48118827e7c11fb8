import { Agent, request } from 'node:http';
import { parentPort, Worker, workerData } from 'node:worker_threads';

/** How much is sent, to loopback, whether or not it is answered in time. */
export interface Flood {
  readonly url: string;
  readonly query: string;
  readonly everyMs: number;
  readonly each: number;
  readonly waves: number;
}

/** Answers by what they say, as `status body`, with how often they came. */
export type FloodAnswers = Readonly<Record<string, number>>;

/** Sends requests at a steady rate out of a thread of its own, which the event loop under test does not hold up. */
export function flood(options: Flood): Promise<FloodAnswers> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: options });
    worker.once('message', resolve).once('error', reject);
  });
}

if (parentPort !== null) {
  const { url, query, everyMs, each, waves } = workerData as Flood; // as `flood` gives it
  const agent = new Agent({ keepAlive: true });
  const body = JSON.stringify({ query });
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  const answers: Record<string, number> = {};
  const count = (answer: string): void => {
    answers[answer] = (answers[answer] ?? 0) + 1;
  };
  const sendOne = (): Promise<void> =>
    new Promise((resolve) => {
      const sent = request(url, { method: 'POST', agent, headers }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += String(chunk)));
        response.on('close', () => resolve(count(`${response.statusCode} ${text}`)));
      });
      sent.on('error', (error) => resolve(count(error.message)));
      sent.end(body);
    });
  const sent: Promise<void>[] = [];
  for (let wave = 0; wave < waves; wave += 1) {
    for (let one = 0; one < each; one += 1) sent.push(sendOne());
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  await Promise.all(sent);
  agent.destroy();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort.postMessage(answers);
}
