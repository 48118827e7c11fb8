import { type DestinationStream, type Logger, pino } from 'pino';
import { prettyFactory } from 'pino-pretty';

/** Where structured log lines go. Every floor that logs takes one as an argument. */
export type Log = Logger;

/** How `buildLog` writes. */
export interface LogOptions {
  /** The least level that is written; `silent` writes nothing. */
  readonly level: string;
  /** Lines for people (a terminal) in place of JSON. */
  readonly pretty?: boolean;
  /** Where lines go. */
  readonly destination: DestinationStream;
  /** The process, where several write to the same place: every line names it. */
  readonly pid?: number | undefined;
}

/** What a system writes to a pipe in one piece (POSIX: PIPE_BUF), so that no line of another process comes in between. */
const wholeWriteBytes = 4_096;

/**
 * Builds the logger: one JSON object a line, or readable lines on a terminal. Credentials never reach it: the
 * headers that carry them are left out, and the password of a database URL is struck out wherever it appears,
 * in the message of an error too.
 */
export function buildLog(options: LogOptions): Log {
  return pino(
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
}

/**
 * Standard output, which does not wait for whoever reads it and keeps the order of what is written; `isShared` where
 * several processes write to it.
 */
export function openOutput({ isShared }: { readonly isShared: boolean }): DestinationStream {
  return pino.destination({ sync: false, ...(isShared ? { maxWrite: wholeWriteBytes } : {}) });
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
