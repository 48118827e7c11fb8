import { runCommand } from '../../src/cli/run-command.ts';
import type { Settings } from './gateway-process.ts';

/** Runs a command within this process, which takes a tenth of the time of one of its own. */
export async function runInProcess(
  parameters: readonly string[],
  settings: Settings,
): Promise<{ code: number; output: string; complaints: string }> {
  const written = { output: '', complaints: '' };
  const code = await runCommand({
    env: { PATH: process.env['PATH'], ...settings },
    pid: process.pid,
    kill: () => true,
    arguments: parameters,
    writeOut: (text) => void (written.output += text),
    writeError: (text) => void (written.complaints += text),
    isTerminal: false,
    stop: new AbortController().signal,
    onReload: () => ({ [Symbol.dispose]: () => undefined }),
    loadFork: () => Promise.reject(new Error('A test starts no workers in its own process.')),
    primary: undefined,
  });
  return { code, ...written };
}
