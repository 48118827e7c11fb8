import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { PrismaClient } from '../../../src/database/generated/client.ts';
import { buildTeam, openTestPrisma } from '../../support/prisma.ts';

const opened = await openTestPrisma(3);
const { database, loaders, mutate, readSlugs, untilReady } = opened;

beforeEach(() => database.connection.query('DELETE FROM Team'));

afterAll(() => opened[Symbol.asyncDispose]());

describe('Prisma client in a mutation', () => {
  const create = { text: "INSERT INTO Team (slug, name) VALUES ('own', 'own')", parameters: [] };

  test('sees what the mutation wrote, and is seen by it', async () => {
    const counts = await mutate(async (prisma, transaction) => {
      await transaction.query(create);
      await prisma.team.create({ data: buildTeam('prisma') });
      const [[own] = []] = await transaction.query({ text: 'SELECT COUNT(*) FROM Team', parameters: [] });
      return [await prisma.team.count(), Number(own), (await readSlugs()).length];
    });
    expect(counts).toEqual([2, 2, 0]);
    expect(await readSlugs()).toEqual(['own', 'prisma']);
  });

  test('is rolled back with the mutation', async () => {
    const failing = mutate(async (prisma, transaction) => {
      await transaction.query(create);
      await prisma.$transaction(async (within) => within.team.create({ data: buildTeam('prisma') }));
      throw new Error('undo');
    });
    await expect(failing).rejects.toThrow('undo');
    expect(await readSlugs()).toEqual([]);
  });

  test('makes savepoints of its own transactions, which nest', async () => {
    await mutate(async (prisma) => {
      await prisma.team.create({ data: buildTeam('kept') });
      const lost = prisma.$transaction(async (outer) => {
        await outer.team.create({ data: buildTeam('outer') });
        await outer.$transaction(async (inner) => inner.team.create({ data: buildTeam('inner') }));
        throw new Error('undo');
      });
      await expect(lost).rejects.toThrow('undo');
      await prisma.$transaction(async (outer) => {
        await outer.team.create({ data: buildTeam('outer') });
        const inner = outer.$transaction(async (within) => {
          await within.team.create({ data: buildTeam('inner') });
          throw new Error('undo');
        });
        await expect(inner).rejects.toThrow('undo');
      });
      const batch = prisma.$transaction([
        prisma.team.create({ data: buildTeam('batch') }),
        prisma.team.create({ data: buildTeam('kept') }),
      ]);
      await expect(batch).rejects.toMatchObject({ code: 'P2002' });
    });
    expect(await readSlugs()).toEqual(['kept', 'outer']);
  });

  test('goes on after an error of a statement alone', async () => {
    await mutate(async (prisma) => {
      await prisma.team.create({ data: buildTeam('a') });
      await expect(prisma.team.create({ data: buildTeam('a') })).rejects.toMatchObject({ code: 'P2002' });
      await prisma.team.create({ data: buildTeam('b') });
    });
    expect(await readSlugs()).toEqual(['a', 'b']);
  });

  test('runs many operations at once over the one connection', async () => {
    const slugs = Array.from({ length: 50 }, (_, index) => `t${String(index).padStart(2, '0')}`);
    await mutate(async (prisma) => {
      // Each of them is a transaction of its own to Prisma, and every other one fails.
      const results = await Promise.allSettled(
        slugs.flatMap((slug) => [
          prisma.team.update({ where: { slug: 'none' }, data: { name: slug } }),
          prisma.team.upsert({ where: { slug }, create: buildTeam(slug), update: {} }),
        ]),
      );
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
      expect(await prisma.team.count()).toBe(50);
      expect(loaders.database.gate.running).toBe(1);
    });
    expect(await readSlugs()).toEqual(slugs);
  });

  test('keeps many mutations apart', async () => {
    const slugs = Array.from({ length: 20 }, (_, index) => `m${String(index).padStart(2, '0')}`);
    const seen = await Promise.allSettled(
      slugs.map((slug, index) =>
        mutate(async (prisma) => {
          await prisma.team.create({ data: buildTeam(slug) });
          // Prisma's client merges lookups of one tick: they must not cross mutations.
          const found = await Promise.all(
            slugs.map((each) => prisma.team.findUnique({ where: { slug: each } })),
          );
          if (index % 2 === 1) throw new Error('undo');
          return found.flatMap((row) => row?.slug ?? []);
        }),
      ),
    );
    const kept = slugs.filter((_, index) => index % 2 === 0);
    expect(await readSlugs()).toEqual(kept);
    for (const [index, outcome] of seen.entries()) {
      if (outcome.status === 'rejected') continue;
      expect(outcome.value).toContain(slugs[index]);
      for (const slug of outcome.value) expect(kept).toContain(slug);
    }
  });

  test('has no isolation level of its own, and no statement that commits', async () => {
    await mutate(async (prisma) => {
      await expect(
        prisma.$transaction(async () => Promise.resolve(), { isolationLevel: 'Serializable' }),
      ).rejects.toThrow(/expected none within a mutation, whose transaction has begun, but got SERIALIZABLE/);
      await expect(prisma.$executeRaw`CREATE TABLE Other (id INT)`).rejects.toThrow(/would commit it/);
      await expect(prisma.$executeRaw`COMMIT`).rejects.toThrow(/leaves its session as it is/);
    });
  });

  test('refuses to work after the transaction has ended', async () => {
    let kept: PrismaClient | undefined;
    await mutate(async (prisma) => {
      kept = prisma;
      await prisma.team.create({ data: buildTeam('a') });
    });
    await expect(kept?.team.count()).rejects.toThrow(/used after its request had ended/);
  });

  test('fails the mutation that has not waited for it', async () => {
    let left: Promise<unknown> | undefined;
    const failing = mutate(async (prisma) => {
      left = prisma.team
        .create({ data: { ...buildTeam('half'), memberships: { create: [] } } })
        .catch((error: unknown) => error);
      await Promise.resolve();
    });
    await expect(failing).rejects.toThrow(/returned before its Prisma client had finished/);
    expect(await left).toBeInstanceOf(Error);
    expect(await readSlugs()).toEqual([]);
  });

  test('loses the connection with the mutation', async () => {
    const failing = mutate(async (prisma) => {
      const [own] = await prisma.$queryRaw<{ id: bigint }[]>`SELECT CONNECTION_ID() AS id`;
      await database.connection.query(`KILL ${String(own?.id)}`);
      await prisma.team.create({ data: buildTeam('lost') });
    });
    await expect(failing).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await untilReady();
    expect(await readSlugs()).toEqual([]);
  });
});
