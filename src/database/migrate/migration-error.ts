/** Prisma's code of the same error, so that its documentation can be searched. */
export type MigrationErrorCode = 'P1002' | 'P3005' | 'P3009' | 'P3015' | 'P3018' | 'P3019';

/** An error of migrations that cannot be applied, with advice for the operator. Not meant for clients. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
  readonly code: MigrationErrorCode;

  constructor(code: MigrationErrorCode, message: string, options?: ErrorOptions) {
    super(`${message} (${code})`, options);
    this.code = code;
  }
}
