import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { parseSchema } from '../../src/prisma-schema/parse-schema.ts';
import { readModel } from '../../src/prisma-schema/read-model.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { openTestDatabase } from '../support/database.ts';
import { pullInto, pullSchema } from '../support/pull-schema.ts';
import { openSampleDatabase, samples } from '../support/samples.ts';

const root = join(import.meta.dirname, '../..');

/**
 * The names of the bundled schema that its tables do not know, as [hand-written, pulled]: an enum is named after its
 * table and column, and the opposite of a self relation after its column. `updatedAt` has no ON UPDATE in the database,
 * so that a new row needs it, and relations and descriptions stand in another order.
 */
const renamed = [
  ['Role', 'UserRole'],
  ['reports', 'usersByManager'],
] as const;

describe('A pulled schema', () => {
  test('serves the fields of the bundled one, which was written by hand', async () => {
    await using database = await openTestDatabase('tables');
    const written = await readServed(await readFile(join(root, 'prisma/schema.prisma'), 'utf8'));
    const pulled = await readServed((await pullSchema(database.connection)).text);
    const expected = renamed.reduce(
      (all, [from, to]) => all.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), to),
      readOutputs(written).join('\n'),
    );
    expect(readOutputs(pulled).length).toBeGreaterThan(100);
    expect(readOutputs(pulled).toSorted()).toEqual(expected.split('\n').toSorted());
  });

  test.each(samples)(
    'serves all of the hand-written one of %s when it takes over its names',
    async (name) => {
      await using database = await openSampleDatabase(name);
      const text = await readFile(join(root, `test/queries/${name}/schema.prisma`), 'utf8');
      const served = await readServed((await pullInto(database.connection, text)).text);
      expect(served).toBe(await readServed(text));
    },
  );
});

async function readServed(text: string): Promise<string> {
  const models = readModel(await parseSchema([{ file: 'schema.prisma', text }]));
  return printSchema(buildSchema(models, { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 }));
}

/** The fields of the object types, each with the name of its type, without descriptions and arguments. */
function readOutputs(schema: string): readonly string[] {
  const plain = schema.replaceAll(/"""[^]*?"""/g, '').replaceAll(/\(\s*[^()]*\)/g, '');
  return [...plain.matchAll(/^type (\w+)[^{]*\{([^}]*)\}/gm)].flatMap(([, type, fields = '']) =>
    fields.split('\n').flatMap((line) => (/^ +\w+/.test(line) ? [`${type}.${line.trim()}`] : [])),
  );
}
