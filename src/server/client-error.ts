import { GraphQLError, type GraphQLFormattedError, type SourceLocation } from 'graphql';
import { type ErrorCode, type ErrorDetails, GatherError, SignalError } from '../errors.ts';

/** An error as a client may see it: every error of an answer is one, and nothing else leaves the gateway. */
export class ClientError extends GraphQLError {
  readonly code: ErrorCode;
  /** The HTTP status where it is not the one that `errorCodes` gives. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: ErrorDetails | undefined;
  /** The message for the log, before values are cut out of it. */
  readonly loggable: string;
  override readonly locations: readonly SourceLocation[] | undefined;

  constructor(code: ErrorCode, message: string, options: ClientErrorOptions = {}) {
    super(message, {
      path: options.path ?? null,
      extensions: { code, ...options.details },
    });
    this.code = code;
    this.details = options.details;
    this.loggable = options.loggable ?? message;
    this.status = options.status;
    this.headers = options.headers ?? {};
    this.locations = options.locations;
  }

  /** What goes out, whatever hooks of Yoga have noted in `extensions` for themselves. */
  override toJSON(): GraphQLFormattedError {
    return {
      message: this.message,
      ...(this.locations && this.locations.length > 0 ? { locations: this.locations } : undefined),
      ...(this.path ? { path: this.path } : undefined),
      extensions: { code: this.code, ...this.details },
    };
  }
}

interface ClientErrorOptions {
  readonly path?: readonly (string | number)[] | undefined;
  readonly locations?: readonly SourceLocation[] | undefined;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly details?: ErrorDetails | undefined;
  readonly loggable?: string | undefined;
}

/** Where a request was when it failed; it decides the code of graphql-js's own errors. */
export type Phase = 'parse' | 'validate' | 'variables' | 'execute';

/** Hears of every fault that a client is not told about, with what is known of it. */
export type ReportFault = (error: unknown, path: readonly (string | number)[] | undefined) => void;

/**
 * Turns whatever was thrown into what a client may see. A `GatherError` keeps its code and message, graphql-js's
 * own complaint about the document or the variables keeps its message; anything else is "Unexpected error." and
 * is reported.
 */
export function toClientError(error: unknown, phase: Phase, report: ReportFault): ClientError {
  if (error instanceof ClientError) return error;
  const located = error instanceof GraphQLError ? error : undefined;
  const origin = findOrigin(error);
  const options = { path: located?.path, locations: located?.locations };
  if (origin instanceof ClientError) {
    return new ClientError(origin.code, origin.message, { ...options, headers: origin.headers });
  }
  if (origin instanceof GatherError) {
    if (origin.code === 'INTERNAL_SERVER_ERROR' || origin.code === 'BAD_DATA') report(origin, options.path);
    const { code, details } = origin;
    const loggable = origin instanceof SignalError ? origin.loggable : undefined;
    const message = boundMessage(located?.message ?? origin.message);
    return new ClientError(code, message, { ...options, details, loggable });
  }
  // What is wrong with a variable is said by graphql-js around what the scalar has said.
  const ofVariable = phase === 'variables' && origin instanceof GraphQLError;
  if (located !== undefined && (origin === located || ofVariable)) {
    const code = codeOfGraphQL(located, phase);
    if (code !== undefined) return new ClientError(code, boundMessage(located.message), options);
  }
  report(origin, options.path);
  return new ClientError('INTERNAL_SERVER_ERROR', 'Unexpected error.', options);
}

/** The error at the bottom of graphql-js's wrapping: the one that was thrown first. */
function findOrigin(error: unknown): unknown {
  let origin = error;
  for (let depth = 0; depth < 10 && origin instanceof GraphQLError && origin.originalError; depth += 1) {
    origin = origin.originalError;
  }
  return origin;
}

const phaseCodes = {
  parse: 'GRAPHQL_PARSE_FAILED',
  validate: 'GRAPHQL_VALIDATION_FAILED',
  variables: 'BAD_USER_INPUT',
} as const satisfies Partial<Record<Phase, ErrorCode>>;

/**
 * The code of an error that graphql-js itself made. While executing it complains about an argument (the client's
 * fault: a variable that is null where it must not be) or about a stored value (ours, and it quotes the value).
 */
function codeOfGraphQL(error: GraphQLError, phase: Phase): ErrorCode | undefined {
  if (phase !== 'execute') return phaseCodes[phase];
  return error.message.startsWith('Argument "') ? 'BAD_USER_INPUT' : undefined;
}

const messageMaxLength = 400;

/** Some messages quote what the client sent; twenty of them must not make a large answer. */
function boundMessage(message: string): string {
  return message.length > messageMaxLength ? `${message.slice(0, messageMaxLength)}…` : message;
}
