#!/usr/bin/env node
import { inspect } from 'node:util';
import { runCommand } from './cli/run-command.ts';

/** One Ctrl-C may come twice: from the terminal, and from npm, which passes it on. */
const sameSignalMs = 100;

/** The one place that touches the process: what commands may know of it is handed to them. */
const stop = new AbortController();
let stoppedAt = 0;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (!stop.signal.aborted) {
      stoppedAt = performance.now();
      stop.abort();
    } else if (performance.now() - stoppedAt > sameSignalMs) {
      // The second signal means now.
      process.exit(1);
    }
  });
}

// The driver lets go of a promise when it gives a broken connection up: no reason for the others to go down with it.
process.on('unhandledRejection', (reason) => {
  process.stderr.write(`A promise was rejected and nobody waited for it: ${inspect(reason)}\n`);
});

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
