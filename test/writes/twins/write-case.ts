import type { PrismaAction } from './build-prisma-client.ts';

/** One write, as the gateway is asked for it and as Prisma's client is called for the same. */
export interface WriteCase {
  /** What is written, for the name of the test. */
  readonly name: string;
  /** A field of Mutation with its arguments, and no selection. */
  readonly mutation: string;
  /** The model by its name in the Prisma schema, what is called, and with what. */
  readonly prisma: readonly [model: string, action: PrismaAction, args: object];
  /** The code of the gateway's error where both refuse the write, which then leaves no trace. */
  readonly refused?: 'BAD_USER_INPUT' | 'NOT_FOUND' | 'CONFLICT' | 'CONSTRAINT';
}
