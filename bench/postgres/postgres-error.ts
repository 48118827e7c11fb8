/** No PostgreSQL can be had or started on this machine; the message says why. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';
}
