import { PrismaMariaDb } from '@prisma/adapter-mariadb';
import { PrismaClient } from '../../../src/database/generated/client.ts';
import { readConnectionOptions } from '../../../src/database/connection/read-connection-options.ts';

/** Gather's default. */
const poolSize = 10;

/** Opens Prisma's client as its guide has it: the adapter with a pool of its own. */
export function openPrisma(url: string): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaMariaDb({ ...readConnectionOptions(url), connectionLimit: poolSize }),
  });
}
