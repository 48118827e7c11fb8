#!/usr/bin/env node
import { runCommand } from './cli/run-command.ts';

/** The one place that touches the process: what commands may know of it is handed to them. */
const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    // The second signal means now.
    if (stop.signal.aborted) process.exit(1);
    stop.abort();
  });
}

const { env, pid } = process;
process.exitCode = await runCommand({
  env,
  pid,
  kill: (target, signal) => process.kill(target, signal),
  arguments: process.argv.slice(2),
  writeOut: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  isTerminal: process.stdout.isTTY,
  stop: stop.signal,
});
process.exit();
