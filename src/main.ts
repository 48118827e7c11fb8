import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import type { PrimaryProcess } from './cli/command-host.ts';
import { runCommand } from './cli/run-command.ts';

/** One Ctrl-C may come twice: from the terminal, and from npm, which passes it on. */
const sameSignalMs = 100;

/** What the primary process calls this program with. */
const workerCommand = 'worker';
const primary = process.argv[2] === workerCommand ? findPrimary() : undefined;

/** The one place that touches the process: what commands may know of it is handed to them. */
const stop = new AbortController();
let stoppedAt = 0;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    // A Ctrl-C reaches every process of the terminal's group; the primary has its workers end in good order.
    if (signal === 'SIGINT' && primary !== undefined) return;
    if (!stop.signal.aborted) {
      stoppedAt = performance.now();
      stop.abort();
    } else if (performance.now() - stoppedAt > sameSignalMs) {
      // The second signal means now. Workers end with their primary.
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
  async loadFork() {
    const { default: cluster } = await import('node:cluster');
    // Each takes connections itself, when it has time: one that dies, or is stuck, has none in its hands unread.
    cluster.schedulingPolicy = cluster.SCHED_NONE;
    cluster.setupPrimary({
      exec: fileURLToPath(new URL('main.mjs', import.meta.url)),
      args: [workerCommand],
    });
    return () => cluster.fork();
  },
  primary,
});
process.exit();

function findPrimary(): PrimaryProcess | undefined {
  const send = process.send?.bind(process);
  return send === undefined
    ? undefined
    : {
        send: (message) => new Promise((resolve) => void send(message, () => resolve())),
        onMessage: (listener) => void process.on('message', listener),
      };
}
