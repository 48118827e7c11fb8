import type { PrismaMariaDb } from '@prisma/adapter-mariadb';
import { ConfigError } from '../../config.ts';
import { hasCode } from '../../std/has-code.ts';

/** The class of Prisma's adapter for MySQL and MariaDB. */
export type PrismaAdapterClass = typeof PrismaMariaDb;

/**
 * Imports Prisma's adapter. This is the only import of it, so that a gateway whose own code uses no Prisma
 * client runs without the package.
 * @throws ConfigError If the package is not installed.
 */
export async function importPrismaAdapter(
  load: () => Promise<{ readonly PrismaMariaDb: PrismaAdapterClass }> = () =>
    import('@prisma/adapter-mariadb'),
): Promise<PrismaAdapterClass> {
  try {
    const { PrismaMariaDb } = await load();
    return PrismaMariaDb;
  } catch (error) {
    if (!hasCode(error, 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new ConfigError([
      'A Prisma client was configured: expected the package @prisma/adapter-mariadb, which is not installed; `npm install @prisma/adapter-mariadb` in the version of @prisma/client adds it.',
    ]);
  }
}
