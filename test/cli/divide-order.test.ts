import { describe, expect, test } from 'vitest';
import { divideOrder } from '../../src/cli/divide-order.ts';
import { restartDelay } from '../../src/std/restart-delay.ts';
import { readConfig, sharedSettings } from '../../src/config.ts';
import { readDatabaseUrl } from '../../src/database/connection/read-database-url.ts';

describe('Shares of several processes', () => {
  test.each([
    [1, 10],
    [3, 10],
    [4, 4],
    [64, 1_000],
  ])('of %i are one at least, differ by one at most, and make the whole of %i', (processes, total) => {
    const config = readConfig({
      PROCESSES: String(processes),
      POOL_SIZE: String(total),
      QUEUE_LIMIT: String(total),
      REQUESTS_MAX: String(total),
      CONNECTIONS_MAX: String(total),
    });
    const order = {
      config,
      databaseUrl: 'mysql://localhost/app',
      configFile: undefined,
      document: undefined,
    };
    const shares = Array.from({ length: processes }, (_, place) => divideOrder(order, place).config);
    for (const name of sharedSettings) {
      const given = shares.map((share) => share[name]);
      expect(given.reduce((sum, each) => sum + each)).toBe(total);
      expect(Math.min(...given)).toBeGreaterThanOrEqual(1);
      expect(Math.max(...given) - Math.min(...given)).toBeLessThanOrEqual(1);
    }
  });

  test('are those of connection_limit, where the URL has one', () => {
    const databaseUrl = 'mysql://ann:p%40ss%2Bword@localhost/app?connection_limit=7&socket=%2Ftmp%2Fa%20b';
    const order = {
      config: readConfig({ PROCESSES: '2' }),
      databaseUrl,
      configFile: undefined,
      document: undefined,
    };
    const shares = [divideOrder(order, 0), divideOrder(order, 1)];
    expect(shares.map(({ config }) => config.poolSize)).toEqual([4, 3]);
    const { connectionLimit: _limit, ...address } = readDatabaseUrl(databaseUrl);
    for (const share of shares) expect(readDatabaseUrl(share.databaseUrl)).toEqual(address);
  });
});

describe('A process that has ended', () => {
  test('is replaced at once, and ever later when those before it have ended soon, up to ten seconds', () => {
    expect([0, 1, 2, 3, 4, 100].map(restartDelay)).toEqual([0, 0, 250, 500, 1_000, 10_000]);
  });
});
