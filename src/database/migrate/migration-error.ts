/** Prisma's code for the same refusal, so that its documentation can be searched for it. */
export type MigrationErrorCode = 'P1002' | 'P3005' | 'P3009' | 'P3015' | 'P3018' | 'P3019';

/** Migrations that cannot be applied: the message says why, and what the operator can do. Not meant for clients. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
  readonly code: MigrationErrorCode;

  constructor(code: MigrationErrorCode, message: string, options?: ErrorOptions) {
    super(`${message} (${code})`, options);
    this.code = code;
  }
}
