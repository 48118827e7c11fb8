import { once } from 'node:events';
import { type DestinationStream, type Logger, pino } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { isWithin } from './std/is-within.ts';

/** A structured log. Every floor that logs takes it as an argument. */
export type Log = Logger;

/** The options of `buildLog`. */
export interface LogOptions {
  /** The lowest level that is written. `silent` writes nothing. */
  readonly level: string;
  /** Writes lines for a terminal instead of JSON. */
  readonly pretty?: boolean;
  /** The output of the lines. */
  readonly destination: DestinationStream & Partial<Pick<Output, 'onDropped'>>;
  /** The process id for every line, if several processes write to the same output. */
  readonly pid?: number | undefined;
}

/** An output that may drop lines. */
export interface Output extends DestinationStream {
  /** Calls the listener with the number of dropped lines, once there is room for lines again. */
  readonly onDropped: (listener: (lines: number) => void) => void;
  /**
   * Waits up to half a second for the written lines to be read, then discards the rest so that the
   * process can end.
   */
  readonly end: () => Promise<void>;
}

/**
 * The number of bytes that a system writes to a pipe at once (POSIX: PIPE_BUF). Longer lines of several
 * processes could mix.
 */
const wholeWriteBytes = 4_096;

/**
 * Builds the logger, which writes one JSON object per line, or readable lines on a terminal. It leaves
 * out headers with credentials and removes the passwords of database URLs, even in messages of errors.
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

/** The wait for the reader of the log when a process ends. */
const endMs = 500;

/** The options of `openOutput`. */
export interface OutputOptions {
  /** `true` if several processes write to it. */
  readonly isShared: boolean;
  /** The bytes that may wait to be read. Further lines are dropped. */
  readonly maxBytes: number;
  /** The file descriptor. Defaults to standard output. */
  readonly descriptor?: number;
}

/**
 * Opens standard output. Lines keep their order, and writing never waits for the reader. Unread lines are
 * kept up to a bound; further ones are dropped and counted.
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
      // Otherwise the process could not end before its output is read.
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
