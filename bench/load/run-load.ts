import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { LoadPlan, LoadResult } from './load-plan.ts';

const generator = fileURLToPath(new URL('generate-load.ts', import.meta.url));

/** How long after the end of the load its last answers may take. */
const answerTimeoutMs = 30_000;

/**
 * Runs the load generator to its end.
 * @throws Error with what it says when an answer was not the expected one, late, or the server went away.
 */
export async function runLoad(plan: LoadPlan, signal: AbortSignal): Promise<LoadResult> {
  const child = spawn(process.execPath, [generator], {
    stdio: ['pipe', 'pipe', 'pipe'],
    signal: AbortSignal.any([signal, AbortSignal.timeout(plan.seconds * 1000 + answerTimeoutMs)]),
  });
  child.stdin.on('error', () => undefined).end(JSON.stringify(plan)); // a generator that died tells why itself
  const [output, complaints, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (exitCode !== 0) throw new Error(`The load could not be carried through.\n${complaints}`);
  return JSON.parse(output) as LoadResult; // its own program wrote it
}
