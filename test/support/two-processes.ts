import { expect } from 'vitest';
import { waitUntil } from '../../src/std/wait-until.ts';
import { type GatewayProcess, openGatewayProcess, type Settings } from './gateway-process.ts';

/** A gateway of two processes, both of which are ready. */
export async function openTwoProcesses(settings: Settings): Promise<GatewayProcess> {
  const gateway = await openGatewayProcess({ PROCESSES: '2', NODE_ENV: 'production', ...settings });
  await gateway.ready();
  return gateway;
}

/** Asks over a connection of its own: which process takes it is decided for each. */
export async function ask(
  url: string,
  query = '{ users(first: 1) { totalCount } }',
): Promise<{ data?: unknown; errors?: unknown }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(20_000),
  });
  return (await response.json()) as { data?: unknown; errors?: unknown };
}

/** Those that have begun to listen, in that order. */
export function workerPids(gateway: GatewayProcess): number[] {
  return gateway
    .lines()
    .filter(({ msg }) => msg === 'Listening')
    .map(({ pid }) => Number(pid));
}

/** Those that have answered, once for each request. */
export function answererPids(gateway: GatewayProcess): number[] {
  return gateway
    .lines()
    .filter(({ msg }) => msg === 'request')
    .map(({ pid }) => Number(pid));
}

/** Waits for what takes some time, and must come. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  expect(await waitUntil(condition, { intervalMs: 10, timeoutMs: 20_000 })).toBe(true);
}
