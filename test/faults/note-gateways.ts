import type { GatewayProcess } from '../support/gateway-process.ts';
import type { Findings } from './findings.ts';

/** Notes how often mutations were tried again, as the log has it: some, and three times at most. All must still run. */
export async function noteGateways(seen: Findings, gateways: readonly GatewayProcess[]): Promise<void> {
  const lines = gateways.flatMap((gateway) => gateway.lines());
  const retries = lines.map((line) => Number(line['retries'] ?? 0));
  seen.atLeast('tried again', retries.filter((count) => count > 0).length, 1);
  seen.atMost('times at most', Math.max(0, ...retries), 3);
  for (const { ended, complaints } of gateways) {
    const code = await Promise.race([ended, Promise.resolve('running')]);
    if (code === 'running') continue;
    seen.that(`a gateway ended with ${code}: ${complaints().trim().split('\n').at(0)}`, false, 'all running');
  }
}
