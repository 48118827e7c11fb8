import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import type { PrimaryProcess } from './cli/command-host.ts';
import { runCommand } from './cli/run-command.ts';
import { hasCode } from './std/has-code.ts';

/** The time within which two equal signals count as one Ctrl-C: one from the terminal, one from npm. */
const sameSignalMs = 100;

/** The command with which the primary process starts this program. */
const workerCommand = 'worker';
const primary = process.argv[2] === workerCommand ? findPrimary() : undefined;

/** The only use of `process`. Commands get what they need of it as an argument. */
const stop = new AbortController();
let stoppedAt = 0;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    // A Ctrl-C reaches every process of the terminal's group. The primary process stops its workers in
    // order.
    if (signal === 'SIGINT' && primary !== undefined) return;
    if (!stop.signal.aborted) {
      stoppedAt = performance.now();
      stop.abort();
    } else if (performance.now() - stoppedAt > sameSignalMs) {
      // The second signal ends the process at once. Workers end with their primary process.
      process.exit(1);
    }
  });
}

// The primary process replaces its workers in order.
if (primary !== undefined) process.on('SIGHUP', () => undefined);

// The driver abandons a promise when it closes a broken connection. That must not end the process.
process.on('unhandledRejection', (reason) => {
  process.stderr.write(`A rejected promise was not handled: ${inspect(reason)}\n`);
});

// The reader of a pipe may have enough, as `head` has.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (!hasCode(error, 'EPIPE')) throw error;
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
  async loadFork() {
    const { default: cluster } = await import('node:cluster');
    // Each worker accepts connections itself, so one that is dead or stuck holds no unread connections.
    cluster.schedulingPolicy = cluster.SCHED_NONE;
    cluster.setupPrimary({
      exec: fileURLToPath(new URL('main.mjs', import.meta.url)),
      args: [workerCommand],
    });
    return () => cluster.fork();
  },
  onReload(listener) {
    // A terminal that is closed sends the same signal, and then the process must end.
    if (process.stdout.isTTY) return { [Symbol.dispose]: () => undefined };
    process.on('SIGHUP', listener);
    return { [Symbol.dispose]: () => void process.off('SIGHUP', listener) };
  },
  primary,
});
// A pipe takes long output in pieces, and exiting would drop the rest.
await Promise.all([process.stdout, process.stderr].map(flush));
process.exit();

function flush(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength === 0) return Promise.resolve();
  return new Promise((resolve) => void stream.write('', () => resolve()));
}

function findPrimary(): PrimaryProcess | undefined {
  const send = process.send?.bind(process);
  return send === undefined
    ? undefined
    : {
        send: (message) => new Promise((resolve) => void send(message, () => resolve())),
        onMessage: (listener) => void process.on('message', listener),
      };
}
