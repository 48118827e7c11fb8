import type { GatewayProcess } from '../support/gateway-process.ts';
import type { Findings } from './findings.ts';

/** Notes how often mutations were tried again, as the log has it; there must have been some, and three times at most. */
export function noteRetries(seen: Findings, ...gateways: readonly GatewayProcess[]): void {
  const retries = gateways.flatMap((gateway) => gateway.lines().map((line) => Number(line['retries'] ?? 0)));
  seen.atLeast('tried again', retries.filter((count) => count > 0).length, 1);
  seen.atMost('times at most', Math.max(0, ...retries), 3);
}
