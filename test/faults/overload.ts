import { waitUntil } from '../../src/std/wait-until.ts';
import { ask, quantile } from './ask.ts';
import type { Fault } from './fault.ts';
import type { Findings } from './findings.ts';
import { measureGoodput, offerLoad, type Sample } from './offer-load.ts';

const seconds = 30;
const connections = 32;
/** Pages differ, so that requests do not all share one statement. */
const body = (index: number): string =>
  JSON.stringify({
    query:
      'query ($after: ID!, $first: Int!) { users(first: $first, where: { id: { gt: $after } }) { nodes { id name posts(first: 3) { nodes { id title } } } } }',
    variables: { after: String((index * 37) % 900), first: 10 + (index % 20) },
  });

/** Three times as much is asked as the gateway can answer. */
export const overload: Fault = {
  number: 8,
  title: 'three times the load it can carry, 30 s',
  timeoutMs: 240_000,
  run: async (stage) => {
    const { seen, signal } = stage;
    const database = await stage.openDatabase();
    const gateway = await stage.openGateway(database.url, { LOG_LEVEL: 'warn' });
    const { url } = gateway;
    await measureGoodput({ url, body, seconds: 3, signal }, connections);
    const peak = await measureGoodput({ url, body, seconds: 5, signal }, connections);
    seen.note(`carries ${peak.toFixed()}/s`);
    const samples = await offerLoad({ url, body, perSecond: 3 * peak, seconds, signal });
    noteSamples(samples, peak, seen);
    const startedAt = performance.now();
    const isNormal = async (): Promise<boolean> => {
      const { status, ms } = await ask(url);
      return status === 200 && ms < 250;
    };
    await waitUntil(isNormal, { intervalMs: 50, timeoutMs: 20_000 });
    seen.atMost('normal after', (performance.now() - startedAt) / 1_000, 5, ' s');
  },
};

/** The share of the answers that came in time, of what the gateway carries without more. */
function noteSamples(samples: readonly Sample[], peak: number, seen: Findings): void {
  const good = samples.filter(({ status }) => status === 200);
  const refused = samples.filter(({ status }) => status === 503);
  const lost = samples.length - good.length - refused.length;
  const endedMs = samples.reduce((latest, { atMs, ms }) => Math.max(latest, atMs + ms), 0);
  seen.note(`offered ${(samples.length / seconds).toFixed()}/s`);
  seen.atLeast('goodput', (100 * good.length) / (endedMs / 1_000) / peak, 90, ' % of that');
  seen.note(
    `answered with a p99 of ${quantile(
      good.map(({ ms }) => ms),
      0.99,
    ).toFixed()} ms`,
  );
  seen.that(
    `${refused.length} refused with 503, ${refused.filter(({ hasRetryAfter }) => hasRetryAfter).length} with Retry-After`,
    refused.length > 0 && refused.every(({ hasRetryAfter }) => hasRetryAfter),
    'all with Retry-After',
  );
  seen.atMost(
    'p90 of refusals',
    quantile(
      refused.map(({ ms }) => ms),
      0.9,
    ),
    50,
    ' ms',
  );
  seen.equal('neither answered nor refused', lost, 0);
}
