/**
 * The codes that a client may see in `extensions.code`. `status` is the HTTP status if the whole request
 * fails, and `sentence` stands in docs/errors.md.
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
  AUTHENTICATION_UNAVAILABLE: {
    status: 503,
    sentence: 'The keys that verify tokens cannot be loaded. Try again later.',
  },
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
      'A stored value is invalid, its table or column is missing or not readable, or a required row does not exist.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    sentence: 'The gateway or the database failed unexpectedly. The log has the details.',
  },
} as const satisfies Record<string, { status: number; sentence: string }>;

/** One of the codes of `errorCodes`. */
export type ErrorCode = keyof typeof errorCodes;

/**
 * An error whose message is meant for the client. All other errors are masked as `INTERNAL_SERVER_ERROR`
 * and logged with their cause.
 */
export class GatherError extends Error {
  readonly code: ErrorCode;
  /** Further `extensions` for programs. */
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions, details?: ErrorDetails) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}

/** The further `extensions` of an error. */
export interface ErrorDetails {
  /** The fields of the violated constraint, by their names in the API. */
  readonly fields: readonly string[];
}

/**
 * An argument or variable that the field does not accept. The message names it, the expected value and
 * the given one.
 */
export class BadUserInputError extends GatherError {
  override readonly name = 'BadUserInputError';
  constructor(message: string, options?: ErrorOptions) {
    super('BAD_USER_INPUT', message, options);
  }
}

/** A document that exceeds a limit of the settings table. */
export class TooComplexError extends GatherError {
  override readonly name = 'TooComplexError';
  constructor(message: string, options?: ErrorOptions) {
    super('TOO_COMPLEX', message, options);
  }
}

/** A request that loads more than `LOAD_MAX_KEYS` rows of one shape at once. The whole request fails. */
export class TooManyKeysError extends TooComplexError {
  constructor(model: string, most: number, got: number) {
    super(
      `Expected at most ${most} rows of ${model} to be requested at once, but got ${got}. Request smaller pages.`,
    );
  }
}

/** A request whose rows or answer exceed `RESPONSE_MAX_BYTES`. The whole request fails. */
export class ResponseTooLargeError extends GatherError {
  override readonly name = 'ResponseTooLargeError';
  constructor(maxBytes: number) {
    super(
      'TOO_COMPLEX',
      `Expected an answer of at most ${maxBytes} bytes, but it would be larger. Request smaller pages or fewer long texts.`,
    );
  }
}

/** A deadline of the settings table that has passed. */
export class TimeoutError extends GatherError {
  override readonly name = 'TimeoutError';
  constructor(message: string, options?: ErrorOptions) {
    super('TIMEOUT', message, options);
  }
}

/** A document that uses what its viewer may not. */
export class ForbiddenError extends GatherError {
  override readonly name = 'ForbiddenError';
  constructor(message: string, options?: ErrorOptions) {
    super('FORBIDDEN', message, options);
  }
}

/** A row to write or to refer to that does not exist. */
export class NotFoundError extends GatherError {
  override readonly name = 'NotFoundError';
  constructor(message: string, options?: ErrorOptions) {
    super('NOT_FOUND', message, options);
  }
}

/** A unique value that is already taken, or a row that has changed since it was read. */
export class ConflictError extends GatherError {
  override readonly name = 'ConflictError';
  constructor(message: string, options?: ErrorOptions, details?: ErrorDetails) {
    super('CONFLICT', message, options, details);
  }
}

/**
 * A transaction that the database ended because of another one. It may be tried again from its beginning.
 */
export class ContentionError extends GatherError {
  override readonly name = 'ContentionError';
  constructor(message: string, options?: ErrorOptions, details?: ErrorDetails) {
    super('CONFLICT', message, options, details);
  }
}

/** A write that violates a foreign key or leaves a required relation empty. */
export class ConstraintError extends GatherError {
  override readonly name = 'ConstraintError';
  constructor(message: string, options?: ErrorOptions, details?: ErrorDetails) {
    super('CONSTRAINT', message, options, details);
  }
}

/** A connection that was lost between COMMIT and its result. The transaction may have taken effect. */
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

/**
 * A write that a trigger or a procedure refused. Its message comes from the database and may hold values.
 */
export class SignalError extends ConstraintError {
  /** The message in the log. */
  readonly loggable = 'A trigger or a procedure of the database refused the write.';
}

/** A bounded queue that is full. */
export class OverloadedError extends GatherError {
  override readonly name = 'OverloadedError';
  constructor(message: string, options?: ErrorOptions) {
    super('OVERLOADED', message, options);
  }
}

/** A database that cannot be reached. The cause is only for the log. */
export class DatabaseUnavailableError extends GatherError {
  override readonly name: string = 'DatabaseUnavailableError';
  constructor(message = 'The database cannot be reached.', options?: ErrorOptions) {
    super('DATABASE_UNAVAILABLE', message, options);
  }
}

/**
 * A server that refuses statements, because it is read-only or not in the primary part of its cluster.
 * Nothing of the transaction is kept, so it may be tried again on another server.
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

/** A database without any table of the model, because it is empty or another one. */
export class NoTablesError extends DatabaseUnavailableError {
  override readonly name = 'NoTablesError';
  /** The tables in the database. */
  readonly tables: readonly string[];
  constructor(tables: readonly string[]) {
    super('The database has no table of the model.');
    this.tables = tables;
  }
}

/**
 * A stored value that the API cannot show. It is invalid, in a missing column, or of a row that does not
 * exist.
 */
export class BadDataError extends GatherError {
  override readonly name = 'BadDataError';
  readonly #stored: string | number | undefined;

  /**
   * @param options.stored is the value in the database, if cursors need it to find the row's position.
   */
  constructor(message: string, options?: ErrorOptions & { readonly stored?: string | number | undefined }) {
    super('BAD_DATA', message, options);
    this.#stored = options?.stored;
  }

  /** Returns the value in the database. Only cursors use it, and it is not logged. */
  get stored(): string | number | undefined {
    return this.#stored;
  }
}

/** An unexpected answer of the database, or a fault of the gateway. */
export class InternalError extends GatherError {
  override readonly name = 'InternalError';
  constructor(message: string, options?: ErrorOptions) {
    super('INTERNAL_SERVER_ERROR', message, options);
  }
}
