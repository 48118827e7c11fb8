import { gzipSync } from 'node:zlib';
import { post } from './ask.ts';
import type { Fault } from './fault.ts';
import { readMemory } from './process-figures.ts';
import { allowFor, sendQuickRequests } from './quick-requests.ts';

/** Bodies are far larger than any document. */
export const largeBodies: Fault = {
  number: 25,
  title: '10 MB body, compressed bomb, 5 MB of comments',
  short: 'runs',
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase();
    const gateway = await stage.openGateway(database.url);
    const before = await sendQuickRequests(gateway.url);
    const memoryBefore = await readMemory(gateway.pid);
    const text = JSON.stringify({ query: `{ __typename } # ${'a'.repeat(10_000_000)}` });
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(200_000_000, ' ')));
    const comments = JSON.stringify({ query: `${'# a\n'.repeat(1_250_000)}{ __typename }` });
    let most = 0;
    for (const [name, body, headers, wanted] of [
      ['10 MB', text, {}, [413]],
      ['gzip', bomb, { 'content-encoding': 'gzip' }, [413, 415]],
      ['comments', comments, {}, [413]],
    ] as const) {
      const statuses: number[] = [];
      const figures: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const { status, ms } = await post(gateway.url, body, headers);
        statuses.push(status);
        figures.push(ms);
        most = Math.max(most, await readMemory(gateway.pid));
      }
      const holds = statuses.every((status) => wanted.some((one) => one === status));
      seen.that(`${name}: ${[...new Set(statuses)].join()}`, holds, wanted.join(' or '));
      seen.atMost('median', figures.toSorted((a, b) => a - b)[2] ?? Infinity, allowFor(100, before), ' ms');
    }
    seen.atMost('memory', most - memoryBefore, 50, ' MB more');
    const after = await sendQuickRequests(gateway.url);
    seen.equal('requests afterwards that failed', after.failed, 0);
  },
};
