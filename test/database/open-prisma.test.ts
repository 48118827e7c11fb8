import { createPool } from 'mariadb';
import { expect, test } from 'vitest';
import { openPrisma } from '../../src/database/open-prisma.ts';
import { readDatabaseUrl } from '../../src/database/read-database-url.ts';
import { seededDatabaseUrl } from '../support/database.ts';

test('Prisma reads over the connections of a pool that it shares, and leaves it open', async () => {
  const pool = createPool({ ...readDatabaseUrl(seededDatabaseUrl()), connectionLimit: 1 });
  try {
    const prisma = openPrisma(pool);
    const [{ id: ours }] = await pool.query<[{ id: bigint }]>('SELECT CONNECTION_ID() AS id');
    const [theirs] = await prisma.$queryRaw<{ id: bigint }[]>`SELECT CONNECTION_ID() AS id`;
    expect(Number(theirs?.id)).toBe(Number(ours));
    await expect(prisma.user.findUnique({ where: { id: 1 }, select: { email: true } })).resolves.toEqual({
      email: 'user1@example.com',
    });
    await prisma.$disconnect();
    await expect(pool.query<unknown[]>('SELECT 1')).resolves.toHaveLength(1);
  } finally {
    await pool.end();
  }
});
