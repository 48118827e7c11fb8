import { probe } from '../support/gateway-process.ts';
import { ask, quantile } from './ask.ts';
import type { Findings } from './findings.ts';

/** How quickly a gateway answers what needs no database. */
export interface QuickRequests {
  readonly failed: number;
  readonly p90Ms: number;
  readonly mostMs: number;
}

const count = 20;

/** Asks for `/health/live` and `{ __typename }` by turns, one after the other. */
export async function sendQuickRequests(url: string): Promise<QuickRequests> {
  const figures: number[] = [];
  let failed = 0;
  for (let index = 0; index < count; index += 1) {
    const startedAt = performance.now();
    const status = index % 2 === 0 ? await probe(url, 'live') : (await ask(url, '{ __typename }')).status;
    figures.push(performance.now() - startedAt);
    if (status !== 200) failed += 1;
  }
  return { failed, p90Ms: quantile(figures, 0.9), mostMs: Math.max(...figures) };
}

/**
 * The bound of a latency on this machine: the one that is promised, or three times what the same took without the fault,
 * since other programs may take the processors.
 */
export function allowFor(promisedMs: number, before: Pick<QuickRequests, 'p90Ms'>): number {
  return Math.max(promisedMs, 3 * before.p90Ms);
}

/** Notes that quick requests were answered, and how quickly. */
export function noteQuickRequests(
  seen: Findings,
  { before, during }: { readonly before: QuickRequests; readonly during: QuickRequests },
  promisedMs: number,
): void {
  seen.equal('live and {__typename} that failed', during.failed, 0);
  seen.atMost('their p90', during.p90Ms, allowFor(promisedMs, before), ' ms');
}
