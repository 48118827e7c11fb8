import { afterAll, beforeAll, expect, test } from 'vitest';
import { modelOf } from '../../support/models.ts';
import { openTwins, type Twins, type TwinsOptions } from './open-twins.ts';
import { selectionOf } from './told.ts';
import type { WriteCase } from './write-case.ts';

/** Tests that each write leaves in the gateway's database what Prisma's client leaves in its twin, and tells the same. */
export function testWrites(
  readOptions: () => Promise<TwinsOptions>,
  tables: Readonly<Record<string, readonly WriteCase[]>>,
): void {
  let twins: Twins;
  let options: TwinsOptions;

  beforeAll(async () => {
    options = await readOptions();
    twins = await openTwins(options);
  });

  afterAll(() => twins[Symbol.asyncDispose]());

  const cases = Object.entries(tables).flatMap(([what, written]) =>
    written.map((each) => ({ ...each, name: `${what}: ${each.name}` })),
  );

  test.each(cases)('Twin is written to as by Prisma where $name', expectEqual);

  async function expectEqual({ mutation, prisma, refused }: WriteCase): Promise<void> {
    const [name, action] = prisma;
    const selection = selectionOf(action, modelOf(options.models, name));
    const outcome = await twins.write({ document: `mutation { ${mutation} ${selection} }`, prisma });
    // With the words of both, for who reads that they differ.
    const messages = [outcome.gateway.message, outcome.prisma.message];
    const code = outcome.gateway.result['code'];
    expect({ ...outcome.gateway, messages }).toMatchObject({ result: outcome.prisma.result, messages });
    expect({ code, messages }).toEqual({ code: refused, messages });
    expect(outcome.gatewayTables).toEqual(outcome.prismaTables);
    expect(outcome.gatewayTables).toEqual(refused === undefined ? outcome.prismaTables : twins.pristine);
  }
}
