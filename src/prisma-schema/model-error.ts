/**
 * A Prisma schema that must be changed before it can be served. The message names each fault and its
 * position.
 */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}
