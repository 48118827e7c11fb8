/**
 * Every code a client may see in `extensions.code`, with the HTTP status an answer takes when the whole request
 * fails with it, and the sentence that docs/errors.md gives for it.
 */
export const errorCodes = {
  BAD_USER_INPUT: {
    status: 400,
    sentence: 'An argument or variable has a value that the field does not accept.',
  },
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    sentence: 'The document is not valid GraphQL syntax, or it exceeds a limit of the parser.',
  },
  GRAPHQL_VALIDATION_FAILED: { status: 400, sentence: 'The document does not match the schema.' },
  BAD_REQUEST: { status: 400, sentence: 'The HTTP request is not a valid GraphQL request.' },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    status: 200,
    sentence: 'The request names a query by its hash. Clients must send the text instead.',
  },
  UNAUTHENTICATED: { status: 401, sentence: 'The request has no valid credentials.' },
  FORBIDDEN: { status: 403, sentence: 'The viewer, or the database user of the gateway, lacks permission.' },
  NOT_FOUND: { status: 404, sentence: 'A row to update, delete or link does not exist.' },
  CONFLICT: {
    status: 409,
    sentence: 'A unique value is already taken, or another transaction changed the row first.',
  },
  CONSTRAINT: {
    status: 409,
    sentence:
      'The write violates a foreign key, leaves a required relation empty, or is refused by a CHECK constraint or a trigger.',
  },
  TOO_COMPLEX: {
    status: 400,
    sentence: 'The document or its answer exceeds a limit.',
  },
  TIMEOUT: { status: 504, sentence: 'A statement, a transaction or the request exceeded its deadline.' },
  OVERLOADED: { status: 503, sentence: 'The gateway is overloaded. Try again later.' },
  DATABASE_UNAVAILABLE: { status: 503, sentence: 'The database cannot be reached. Try again later.' },
  COMMIT_UNKNOWN: {
    status: 500,
    sentence: 'The connection was lost during COMMIT. The write may have taken effect.',
  },
  BAD_DATA: {
    status: 500,
    sentence:
      'A stored value is invalid, its column is missing or not readable, or a required row does not exist.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    sentence: 'The gateway or the database failed unexpectedly. The log has the details.',
  },
} as const satisfies Record<string, { status: number; sentence: string }>;

/** One of the codes of `errorCodes`. */
export type ErrorCode = keyof typeof errorCodes;

/**
 * An error whose message is meant for the client. Whatever is thrown that is not one of these is masked as
 * `INTERNAL_SERVER_ERROR` and logged with its cause.
 */
export class GatherError extends Error {
  readonly code: ErrorCode;
  /** What programs may want to know beside the code; it goes into `extensions`. */
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions, details?: ErrorDetails) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}

/** What an error tells programs. */
export interface ErrorDetails {
  /** The fields of the constraint that refused a write, as the API names them. */
  readonly fields: readonly string[];
}

/** An argument or variable that the field cannot take: names it, what was wanted, what was got. */
export class BadUserInputError extends GatherError {
  override readonly name = 'BadUserInputError';
  constructor(message: string, options?: ErrorOptions) {
    super('BAD_USER_INPUT', message, options);
  }
}

/** The document asks for more than a limit of the settings table allows. */
export class TooComplexError extends GatherError {
  override readonly name = 'TooComplexError';
  constructor(message: string, options?: ErrorOptions) {
    super('TOO_COMPLEX', message, options);
  }
}

/** One request asks for more rows of one shape at once than `LOAD_MAX_KEYS`: a whole request is refused. */
export class TooManyKeysError extends TooComplexError {
  constructor(model: string, most: number, got: number) {
    super(
      `Expected at most ${most} rows of ${model} to be requested at once, but got ${got}. Request smaller pages.`,
    );
  }
}

/** What a request reads, or the answer it would get, is larger than `RESPONSE_MAX_BYTES`: a whole request is refused. */
export class ResponseTooLargeError extends GatherError {
  override readonly name = 'ResponseTooLargeError';
  constructor(maxBytes: number) {
    super(
      'TOO_COMPLEX',
      `Expected an answer of at most ${maxBytes} bytes, but it would be larger. Request smaller pages or fewer long texts.`,
    );
  }
}

/** A deadline of the settings table has passed. */
export class TimeoutError extends GatherError {
  override readonly name = 'TimeoutError';
  constructor(message: string, options?: ErrorOptions) {
    super('TIMEOUT', message, options);
  }
}

/** The row that is to be written, or referred to, is not there. */
export class NotFoundError extends GatherError {
  override readonly name = 'NotFoundError';
  constructor(message: string, options?: ErrorOptions) {
    super('NOT_FOUND', message, options);
  }
}

/** A value of a unique key is taken, or the row has changed since it was read. */
export class ConflictError extends GatherError {
  override readonly name = 'ConflictError';
  constructor(message: string, options?: ErrorOptions, details?: ErrorDetails) {
    super('CONFLICT', message, options, details);
  }
}

/** Another transaction was first, and the database has given this one up: it may be tried again from its beginning. */
export class ContentionError extends GatherError {
  override readonly name = 'ContentionError';
  constructor(message: string, options?: ErrorOptions, details?: ErrorDetails) {
    super('CONFLICT', message, options, details);
  }
}

/** A foreign key, or a relation that must not be empty, forbids the write. */
export class ConstraintError extends GatherError {
  override readonly name = 'ConstraintError';
  constructor(message: string, options?: ErrorOptions, details?: ErrorDetails) {
    super('CONSTRAINT', message, options, details);
  }
}

/** The connection was lost between COMMIT and its answer: the transaction has happened or it has not. */
export class CommitUnknownError extends GatherError {
  override readonly name = 'CommitUnknownError';
  constructor(options?: ErrorOptions) {
    super(
      'COMMIT_UNKNOWN',
      'The connection to the database was lost during COMMIT. The transaction may have taken effect.',
      options,
    );
  }
}

/** A trigger or a procedure refuses the write, in words of its own, which may hold values. */
export class SignalError extends ConstraintError {
  /** The message for the log. */
  readonly loggable = 'A trigger or a procedure of the database refused the write.';
}

/** A bounded queue is full. */
export class OverloadedError extends GatherError {
  override readonly name = 'OverloadedError';
  constructor(message: string, options?: ErrorOptions) {
    super('OVERLOADED', message, options);
  }
}

/** The database cannot be reached or went away; the cause is for the log only. */
export class DatabaseUnavailableError extends GatherError {
  override readonly name: string = 'DatabaseUnavailableError';
  constructor(message = 'The database cannot be reached.', options?: ErrorOptions) {
    super('DATABASE_UNAVAILABLE', message, options);
  }
}

/**
 * The server answers and refuses, since it is read-only or not in the primary part of its cluster. Nothing of the
 * transaction stays, so it may be tried again on another server.
 */
export class UnfitServerError extends DatabaseUnavailableError {
  override readonly name = 'UnfitServerError';
  readonly isReadOnly: boolean;
  constructor(isReadOnly: boolean, options?: ErrorOptions) {
    super(
      isReadOnly
        ? 'The database is read-only at the moment.'
        : 'The database refuses all statements at the moment.',
      options,
    );
    this.isReadOnly = isReadOnly;
  }
}

/** The database has no table of the model: it is another one than the model describes, or it is still empty. */
export class NoTablesError extends DatabaseUnavailableError {
  override readonly name = 'NoTablesError';
  /** The tables that it has instead. */
  readonly tables: readonly string[];
  constructor(tables: readonly string[]) {
    super('The database has no table of the model.');
    this.tables = tables;
  }
}

/** A stored value that the API cannot show: unreadable, in a column that is gone, or of a row that is not there. */
export class BadDataError extends GatherError {
  override readonly name = 'BadDataError';
  readonly #stored: string | number | undefined;

  /** @param options.stored is what the database holds, where that tells the place of its row in an ordering. */
  constructor(message: string, options?: ErrorOptions & { readonly stored?: string | number | undefined }) {
    super('BAD_DATA', message, options);
    this.#stored = options?.stored;
  }

  /** What the database holds: for cursors, and in no log. */
  get stored(): string | number | undefined {
    return this.#stored;
  }
}

/** The database's answer is not what was asked for; also every fault of our own. */
export class InternalError extends GatherError {
  override readonly name = 'InternalError';
  constructor(message: string, options?: ErrorOptions) {
    super('INTERNAL_SERVER_ERROR', message, options);
  }
}
