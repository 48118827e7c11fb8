import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { waitUntil } from '../../src/std/wait-until.ts';

/** A command line of the project as a user starts it. */
export interface CommandProcess extends AsyncDisposable {
  readonly pid: number;
  /** Everything written to standard output so far. */
  readonly output: () => string;
  /** Everything written to standard error so far. */
  readonly complaints: () => string;
  /** The exit code; undefined when a signal ended it. */
  readonly ended: Promise<number | undefined>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** A `start`, which may not be listening yet. */
export interface GatewayProcess extends CommandProcess {
  readonly url: string;
  /** The log so far, a parsed line each. */
  readonly lines: () => readonly LogLine[];
  /** Waits until the gateway says that it is ready, and gives the milliseconds since it was started. */
  readonly ready: (timeoutMs?: number) => Promise<number>;
}

/** A line of the log. */
export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly [name: string]: unknown;
}

/** Settings as the environment gives them; nothing else but the PATH is passed on. */
export type Settings = Readonly<Record<string, string>>;

/** What a developer's own .env says is not for tests. */
export const noEnvFile: Settings = { ENV_FILE: '/dev/null' };

const program = join(import.meta.dirname, '../../src/main.mjs');
const startTimeoutMs = 60_000;

/** Starts a command; when it is disposed while it still runs it is killed, which no test should leave to it. */
export function openCommand(parameters: readonly string[], settings: Settings = {}): CommandProcess {
  const child = spawn(process.execPath, [program, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...noEnvFile, ...settings },
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${process.execPath} could not be started.`);
  const output = collect(child.stdout);
  const complaints = collect(child.stderr);
  const ended = waitForEnd(child);
  return {
    pid,
    output,
    complaints,
    ended,
    kill: (signal) => void child.kill(signal),
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs a command to its end. */
export async function runToEnd(
  parameters: readonly string[],
  settings: Settings = {},
): Promise<{ code: number | undefined; output: string; complaints: string }> {
  await using command = openCommand(parameters, settings);
  const code = await command.ended;
  return { code, output: command.output(), complaints: command.complaints() };
}

/** Starts a gateway on a free port. */
export async function openGatewayProcess(
  settings: Settings,
  parameters: readonly string[] = [],
): Promise<GatewayProcess> {
  const startedAt = performance.now();
  const port = settings['PORT'] ?? String(await findFreePort());
  const command = openCommand(['start', ...parameters], { SHUTDOWN_GRACE_MS: '0', ...settings, PORT: port });
  const url = `http://127.0.0.1:${port}`;
  let exitCode: number | undefined | 'running' = 'running';
  void command.ended.then((code) => (exitCode = code));
  return {
    ...command,
    url,
    lines: () => readLines(command.output()),
    async ready(timeoutMs = startTimeoutMs) {
      const settled = (): boolean => command.output().includes('Gather is ready.') || exitCode !== 'running';
      await waitUntil(settled, { intervalMs: 10, timeoutMs });
      if (!command.output().includes('Gather is ready.')) {
        throw new Error(
          `The gateway is not ready (${exitCode}):\n${command.output()}${command.complaints()}`,
        );
      }
      return performance.now() - startedAt;
    },
  };
}

/** A port of loopback on which nothing listens at the moment. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
}

/** The status of a probe, `live` or `ready`; 0 when nobody listens. */
export async function probe(url: string, name: 'live' | 'ready'): Promise<number> {
  try {
    const response = await fetch(`${url}/health/${name}`, { headers: { connection: 'close' } });
    await response.text();
    return response.status;
  } catch {
    return 0;
  }
}

/** Waits until a probe answers so, and gives the milliseconds that took. */
export async function waitForProbe(
  url: string,
  name: 'live' | 'ready',
  status: number,
  timeoutMs = 30_000,
): Promise<number> {
  const startedAt = performance.now();
  let last = 0;
  const answers = async (): Promise<boolean> => (last = await probe(url, name)) === status;
  if (!(await waitUntil(answers, { intervalMs: 10, timeoutMs }))) {
    throw new Error(`/health/${name} was expected to say ${status}, but it says ${last}.`);
  }
  return performance.now() - startedAt;
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => (text += chunk));
  return () => text;
}

async function waitForEnd(child: ChildProcess): Promise<number | undefined> {
  await once(child, 'close');
  return child.exitCode ?? undefined;
}

function readLines(output: string): readonly LogLine[] {
  const lines = output.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
  return lines.map((line) => JSON.parse(line) as LogLine); // pino writes both properties on every line
}
