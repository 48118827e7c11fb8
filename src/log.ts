import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

/** Where structured log lines go. Every floor that logs takes one as an argument. */
export type Log = Logger;

/** How `buildLog` writes. */
export interface LogOptions {
  /** The least level that is written; `silent` writes nothing. */
  readonly level: string;
  /** Lines for people (a terminal) in place of JSON. */
  readonly pretty?: boolean;
  /** Where lines go; standard output by default. */
  readonly destination?: DestinationStream;
}

/**
 * Builds the logger: one JSON object a line, or readable lines on a terminal. Credentials never reach it: the
 * headers that carry them are left out, and the password of a database URL is struck out wherever it appears,
 * in the message of an error too.
 */
export function buildLog(options: LogOptions): Log {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.errWithCause },
      redact: { paths: redactedPaths, censor: '[redacted]' },
      hooks: { streamWrite: strikePasswords },
    },
    options.pretty === true
      ? pretty({
          colorize: true,
          translateTime: 'SYS:HH:MM:ss.l',
          singleLine: true,
          ignore: 'requestId',
          errorLikeObjectKeys: ['error'],
          ...(options.destination ? { destination: options.destination } : {}),
        })
      : (options.destination ?? pino.destination({ sync: false })),
  );
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
