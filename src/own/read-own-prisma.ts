import { ConfigError } from '../config.ts';
import type { OwnOptions } from './builders.ts';
import { describeGiven } from './own-faults.ts';

/**
 * Reads the function that builds the user's own Prisma client. Returns undefined if there is none.
 * @throws ConfigError If it is not a function.
 */
export function readOwnPrisma({ prisma }: OwnOptions): OwnOptions['prisma'] {
  if (prisma === undefined || typeof prisma === 'function') return prisma;
  throw new ConfigError([
    `prisma: expected a function such as (adapter) => new PrismaClient({ adapter }), got ${describeGiven(prisma)}`,
  ]);
}
