import { readMetrics } from '../support/metrics.ts';
import { readStatus } from './fault-database.ts';
import type { Fault } from './fault.ts';
import { measureGoodput } from './offer-load.ts';
import { readMemory } from './process-figures.ts';
import { ask } from './ask.ts';

/** `FAULTS_REQUESTS` makes it shorter. */
const requests = Number(process.env['FAULTS_REQUESTS'] ?? 1_000_000);
const connections = 32;
/** Samples are taken after each part; the first part fills the caches. */
const parts = 10;

/** Requests of all kinds, each with a document that was never sent before. */
export const uniqueDocuments: Fault = {
  number: 29,
  title: 'a million mixed requests with unique documents',
  timeoutMs: 3_600_000,
  run: async (stage) => {
    const { seen, signal } = stage;
    const database = await stage.openDatabase();
    const gateway = await stage.openGateway(database.url, { LOG_LEVEL: 'warn', METRICS: 'true' });
    const heap: number[] = [];
    const prepared: number[] = [];
    const memory: number[] = [];
    let sent = 0;
    for (let part = 0; part < parts; part += 1) {
      const until = (requests / parts) * (part + 1);
      const body = (): string => JSON.stringify({ query: writeDocument(sent++) });
      await measureGoodput(
        { url: gateway.url, body, seconds: 3_600, signal, isOver: () => sent >= until },
        connections,
      );
      heap.push(await readHeap(gateway.url));
      prepared.push(await readStatus(database.connection, 'Prepared_stmt_count'));
      memory.push(await readMemory(gateway.pid));
    }
    seen.note(`${sent} requests`);
    seen.note(`heap ${heap.map((figure) => figure.toFixed()).join(' ')} MB`);
    seen.atMost('heap at the end', heap.at(-1) ?? Infinity, 1.3 * Math.max(...heap.slice(0, 3)), ' MB');
    seen.note(`prepared statements ${prepared.join(' ')}`);
    // Each of ten connections keeps two hundred.
    seen.atMost('prepared statements', Math.max(...prepared), 2_000);
    seen.note(`memory ${memory.map((figure) => figure.toFixed()).join(' ')} MB`);
    seen.equal('a request afterwards', (await ask(gateway.url)).status, 200);
  },
};

/** The heap as it is, garbage included: the least of some samples. */
async function readHeap(url: string): Promise<number> {
  let least = Infinity;
  for (let sample = 0; sample < 5; sample += 1) {
    const metrics = await readMetrics(url);
    least = Math.min(least, (metrics.get('nodejs_heap_size_used_bytes') ?? Number.NaN) / 1e6);
    for (let count = 0; count < 20; count += 1) await ask(url);
  }
  return least;
}

function writeDocument(index: number): string {
  const id = 1 + (index % 1_000);
  switch (index % 6) {
    case 0:
      return `query Q${index} { user(id: ${id}) { name } }`;
    case 1:
      return `{ a${index}: users(first: ${1 + (index % 20)}) { nodes { id name } } }`;
    case 2:
      return `{ posts(first: ${1 + (index % 7)}, where: { id: { gt: ${index} } }) { totalCount nodes { title } } }`;
    case 3:
      return `{ usr${index}(id: 1) { id } }`;
    case 4:
      return `mutation M${index} { updateUser(id: ${id}, data: { bio: "b${index}" }) { bio } }`;
    default:
      return `{ user(id: ${id}) { posts(first: ${1 + (index % 5)}) { nodes { a${index}: title } } } }`;
  }
}
