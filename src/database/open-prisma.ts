import { PrismaMariaDb } from '@prisma/adapter-mariadb';
import type { Pool } from 'mariadb';
import { PrismaClient } from './generated/client.ts';

/**
 * Opens Prisma's client on a pool that others use too: what is read by our own statements and what Prisma does are
 * bounded together. The pool stays its owner's to end.
 */
export function openPrisma(pool: Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaMariaDb(pool) });
}
