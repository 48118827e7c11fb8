/** A Prisma schema that cannot be served until somebody changes it: the message says where and what. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}
