import { GraphQLError, type GraphQLFormattedError, type SourceLocation } from 'graphql';
import { type ErrorCode, type ErrorDetails, GatherError, SignalError } from '../errors.ts';

/** An error that a client may see. Every error of an answer is one. */
export class ClientError extends GraphQLError {
  readonly code: ErrorCode;
  /** The HTTP status, if it differs from that of the code in `errorCodes`. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: ErrorDetails | undefined;
  /** The message for the log, before values are removed. */
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

  /** Returns the error as it is sent, without the `extensions` that hooks of Yoga add. */
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

/** The step in which a request failed. It decides the code of graphql-js's own errors. */
export type Phase = 'parse' | 'validate' | 'variables' | 'execute';

/** A listener to each error that is masked, with its path. */
export type ReportFault = (error: unknown, path: readonly (string | number)[] | undefined) => void;

/**
 * Turns any error into one that a client may see. A `GatherError` keeps its code and message, and an
 * error of graphql-js about the document or the variables keeps its message. Any other error becomes
 * "Unexpected error." and is reported.
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
  // graphql-js puts its own text around the message of a scalar about a variable.
  const ofVariable = phase === 'variables' && origin instanceof GraphQLError;
  if (located !== undefined && (origin === located || ofVariable)) {
    const code = codeOfGraphQL(located, phase);
    if (code !== undefined) return new ClientError(code, boundMessage(located.message), options);
  }
  report(origin, options.path);
  return new ClientError('INTERNAL_SERVER_ERROR', 'Unexpected error.', options);
}

/** Unwraps the errors of graphql-js. Returns the error that was thrown first. */
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
 * Chooses the code of an error of graphql-js. During execution it is about an argument, such as a null
 * variable, or about a stored value. The former is the client's fault. The latter is ours, and quotes the
 * value.
 */
function codeOfGraphQL(error: GraphQLError, phase: Phase): ErrorCode | undefined {
  if (phase !== 'execute') return phaseCodes[phase];
  return error.message.startsWith('Argument "') ? 'BAD_USER_INPUT' : undefined;
}

const messageMaxLength = 400;

/**
 * Shortens a message. Some quote what the client sent, and twenty of them must not make a large answer.
 */
function boundMessage(message: string): string {
  return message.length > messageMaxLength ? `${message.slice(0, messageMaxLength)}…` : message;
}
