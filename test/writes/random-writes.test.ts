import { describe, expect, test } from 'vitest';
import { Random } from '../../prisma/seed/random.ts';
import { readGeneratedModel } from '../../src/gateway.ts';
import { loadDepotModels, openDepotDatabase } from './depot/depot.ts';
import { openDirectoryDatabase } from './directory/directory.ts';
import { pickFrom } from './random/pick-from.ts';
import { readRows, ValueGenerator } from './random/value-generator.ts';
import { WriteGenerator } from './random/write-generator.ts';
import { openTwins, type TwinOutcome } from './twins/open-twins.ts';

/** `WRITES=2000 WRITES_SEED=1 npx vitest run test/writes/random` is a longer form. */
const writes = Number(process.env['WRITES'] ?? 60);
const seed = Number(process.env['WRITES_SEED'] ?? 20_261_127);

const schemas = [
  {
    name: 'the bundled directory',
    load: readGeneratedModel,
    openDatabase: openDirectoryDatabase,
    keyNames: {},
  },
  {
    name: 'a schema with names of its own',
    load: loadDepotModels,
    openDatabase: openDepotDatabase,
    keyNames: { hall_place: 'position' },
  },
];

describe.each(schemas)('Random writes to $name', ({ load, openDatabase, keyNames }) => {
  test(
    'leave what Prisma’s client leaves, and are refused as it refuses them',
    { timeout: 3_600_000 },
    async () => {
      const models = await load();
      await using twins = await openTwins({ models, openDatabase });
      const random = new Random(seed);
      const values = new ValueGenerator(random, await readRows(twins.database.connection, models), keyNames);
      const generator = new WriteGenerator(random, values);
      const drawn = models.all.filter(({ fields }) => fields.every(({ type }) => type !== 'Json'));
      const outcomes = { written: 0, refused: 0, spared: 0 };
      const differences: string[] = [];
      for (let at = 0; at < writes; at += 1) {
        const write = generator.write(pickFrom(random, drawn));
        const outcome = await twins.write(write);
        if (isRefused(outcome.prisma.result) && !('code' in outcome.gateway.result)) {
          outcomes.spared += 1;
          continue;
        }
        const { ran, atMost } = outcome.statements;
        if (ran > atMost)
          differences.push(`${at}: ${ran} statements, ${atMost} at most\n${JSON.stringify(write, null, 1)}`);
        const difference = describeDifference(outcome);
        if (difference !== '' && linksTwice(write.variables)) outcomes.spared += 1;
        else if (difference !== '')
          differences.push(`${at}: ${difference}\n${JSON.stringify(write, null, 1)}`);
        outcomes['code' in outcome.gateway.result ? 'refused' : 'written'] += 1;
      }
      expect(differences.join('\n\n')).toBe('');
      // Prisma refuses a row that is named twice, or that makes room for itself; it links one twice in another order.
      expect(outcomes.spared).toBeLessThanOrEqual(Math.ceil(writes / 100));
      expect(Math.min(outcomes.written, outcomes.refused)).toBeGreaterThan(writes / 6);
    },
  );
});

/** What each side tells and has that the other one does not; nothing where they are the same. */
function describeDifference({ gateway, prisma, gatewayTables, prismaTables }: TwinOutcome): string {
  const [one, other] = [JSON.stringify(gateway.result), JSON.stringify(prisma.result)];
  const rows = Object.entries(gatewayTables).flatMap(([table, written]) => {
    const expected = prismaTables[table] ?? [];
    return [
      ...written
        .filter((row) => !expected.includes(row))
        .map((row) => `  ${table}, only the gateway: ${row}`),
      ...expected.filter((row) => !written.includes(row)).map((row) => `  ${table}, only Prisma: ${row}`),
    ];
  });
  const bothRefuse = isRefused(gateway.result) && isRefused(prisma.result);
  const told =
    one === other || bothRefuse ? [] : [`  ${one} ${gateway.message}`, `  ${other} ${prisma.message}`];
  return [...told, ...rows].join('\n');
}

/** Whether a write links one row twice: it ends where the last link says, and Prisma has an order of its own. */
function linksTwice(variables: unknown): boolean {
  const names: string[] = [];
  const collect = (given: unknown): void => {
    if (typeof given !== 'object' || given === null) return;
    for (const [name, value] of Object.entries(given)) {
      const items: readonly unknown[] = Array.isArray(value) ? value : [value];
      if (name === 'connect' || name === 'set' || name === 'where')
        names.push(...items.map((item) => JSON.stringify(item)));
      collect(value);
    }
  };
  collect(variables);
  return new Set(names).size < names.length;
}

/** A write with several faults is refused for one of them, whichever is found first. */
function isRefused({ code }: TwinOutcome['gateway']['result']): boolean {
  return code === 'NOT_FOUND' || code === 'CONFLICT' || code === 'CONSTRAINT';
}
