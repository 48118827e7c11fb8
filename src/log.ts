import { once } from 'node:events';
import { type DestinationStream, type Logger, pino } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { isWithin } from './std/is-within.ts';

/** Where structured log lines go. Every floor that logs takes one as an argument. */
export type Log = Logger;

/** How `buildLog` writes. */
export interface LogOptions {
  /** The least level that is written; `silent` writes nothing. */
  readonly level: string;
  /** Lines for people (a terminal) in place of JSON. */
  readonly pretty?: boolean;
  /** Where lines go. */
  readonly destination: DestinationStream & Partial<Pick<Output, 'onDropped'>>;
  /** The process, where several write to the same place: every line names it. */
  readonly pid?: number | undefined;
}

/** Where lines go that may have to be dropped. */
export interface Output extends DestinationStream {
  /** Calls the listener with the number of lines that were dropped, once there is room for others again. */
  readonly onDropped: (listener: (lines: number) => void) => void;
  /** Waits a moment for what was written to be read; what nobody reads by then is given up, so that the process can end. */
  readonly end: () => Promise<void>;
}

/** What a system writes to a pipe in one piece (POSIX: PIPE_BUF), so that no line of another process comes in between. */
const wholeWriteBytes = 4_096;

/**
 * Builds the logger: one JSON object a line, or readable lines on a terminal. Credentials never reach it: the
 * headers that carry them are left out, and the password of a database URL is struck out wherever it appears,
 * in the message of an error too.
 */
export function buildLog(options: LogOptions): Log {
  const log = pino(
    {
      level: options.level,
      base: options.pid === undefined ? null : { pid: options.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.errWithCause },
      redact: { paths: redactedPaths, censor: '[redacted]' },
      hooks: { streamWrite: strikePasswords },
    },
    options.pretty === true ? prettify(options.destination) : options.destination,
  );
  options.destination.onDropped?.((dropped) =>
    log.warn({ dropped }, 'Lines of this log were dropped because nothing read it'),
  );
  return log;
}

/** How long the end of a process waits for the reader of its log. */
const endMs = 500;

/** How the process's own output is written. */
export interface OutputOptions {
  /** Whether several processes write to it. */
  readonly isShared: boolean;
  /** Bytes that may wait to be read; further lines are dropped. */
  readonly maxBytes: number;
  /** The file descriptor; by default that of standard output. */
  readonly descriptor?: number;
}

/**
 * Opens standard output, which keeps the order of what is written and does not wait for whoever reads it: what nobody
 * reads is kept up to a bound, and dropped and counted beyond.
 */
export function openOutput({ isShared, maxBytes, descriptor = 1 }: OutputOptions): Output {
  const stream = pino.destination({
    dest: descriptor,
    sync: false,
    maxLength: maxBytes,
    ...(isShared ? { maxWrite: wholeWriteBytes } : {}),
  });
  let dropped = 0;
  stream.on('drop', () => (dropped += 1));
  let isWritten = true;
  stream.on('drain', () => (isWritten = true));
  return {
    write(line) {
      isWritten = false;
      stream.write(line);
    },
    onDropped(listener) {
      stream.on('drain', () => {
        const lines = dropped;
        dropped = 0;
        if (lines > 0) listener(lines);
      });
    },
    async end() {
      if (isWritten || (await isWithin(endMs, once(stream, 'drain')))) return;
      // Else it would be written before the process ends, whoever reads it or not.
      stream.destroy();
    },
  };
}

function prettify(destination: DestinationStream): DestinationStream {
  const format = prettyFactory({
    colorize: true,
    translateTime: 'SYS:HH:MM:ss.l',
    singleLine: true,
    ignore: 'requestId',
    errorLikeObjectKeys: ['error'],
  });
  return { write: (line) => destination.write(format(line)) };
}

const redactedPaths = ['authorization', 'cookie', 'set-cookie', 'password'].flatMap((name) => [
  `["${name}"]`,
  `*["${name}"]`,
  `*.headers["${name}"]`,
]);

function strikePasswords(line: string): string {
  return line.includes('://')
    ? line.replaceAll(/\b(mysql|mariadb):\/\/([^:@/\s"]*):[^@\s"]*@/g, '$1://$2:[redacted]@')
    : line;
}
