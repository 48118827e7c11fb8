import { type Dialect, translateData } from './dialect.ts';
import type { PlannedExchange } from './load/load-plan.ts';
import { buildRequest, HttpConnection } from './load/http-connection.ts';
import type { ServerProcess } from './open-server-process.ts';

/** Asks each body once, one at a time, so that nothing is shared between requests. */
export async function readAnswers(
  { name, port }: Pick<ServerProcess, 'name' | 'port'>,
  bodies: readonly string[],
): Promise<readonly PlannedExchange[]> {
  using connection = await HttpConnection.open(port);
  const exchanges: PlannedExchange[] = [];
  for (const body of bodies) {
    const { status, body: bytes } = await connection.exchange(buildRequest(port, body));
    const answer = bytes.toString();
    if (status !== 200 || readData(answer) === undefined)
      throw new Error(
        `Expected ${name} to answer ${body} with data, but got: ${status} ${answer.slice(0, 500)}`,
      );
    exchanges.push({ body, answer });
  }
  return exchanges;
}

/**
 * Holds the data of two servers' answers against each other, byte for byte: figures of servers that answer
 * differently compare nothing.
 */
export function checkSameData(
  { name, dialect }: Pick<ServerProcess, 'name' | 'dialect'>,
  expected: readonly PlannedExchange[],
  found: readonly PlannedExchange[],
): void {
  for (const [index, { body, answer }] of expected.entries()) {
    const wanted = readData(answer);
    const got = readData(found[index]?.answer ?? '{}', dialect);
    if (wanted === got) continue;
    throw new Error(`Expected ${name} to answer ${body} with\n${wanted}\nbut got:\n${got}`);
  }
}

/** The text of `data`; undefined where there is none or there are errors beside it. */
function readData(answer: string, dialect?: Dialect): string | undefined {
  const { data, errors } = JSON.parse(answer) as { data?: unknown; errors?: unknown };
  return data === null || errors !== undefined ? undefined : JSON.stringify(translateData(data, dialect));
}

/** How many rows the answers show on average: objects that are not the page around others. */
export function countRows(exchanges: readonly PlannedExchange[]): number {
  const counts = exchanges.map(
    ({ answer }) => countObjects((JSON.parse(answer) as { data: object }).data) - 1,
  );
  return counts.reduce((sum, count) => sum + count, 0) / counts.length;
}

function countObjects(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce((sum: number, each) => sum + countObjects(each), 0);
  return Array.isArray(value) || 'nodes' in value ? inner : inner + 1;
}
