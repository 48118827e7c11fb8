import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isScalarType, isSpecifiedScalarType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { buildEveryTypeModel, collectModels } from '../support/models.ts';

const page = await readFile(join(import.meta.dirname, '../../docs/clients.md'), 'utf8');

/** The code of the page that names the file that it is. */
const blocks = [...page.matchAll(/^```(?:ts|json) (\S+)\n([^]*?)^```$/gm)].map(
  ([, file = '', code = '']) => ({
    file,
    code,
  }),
);

/** The scalars that a client has to be told of. */
const customScalars = Object.values(
  buildSchema(collectModels([buildEveryTypeModel()]), {
    pageSizeDefault: 20,
    pageSizeMax: 1_000,
    writeMaxRows: 50_000,
  }).getTypeMap(),
)
  .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type))
  .map(({ name }) => name)
  .toSorted();

describe('Documentation of clients', () => {
  test('has code', () => {
    expect(blocks.map(({ file }) => file)).toEqual([
      'documented/apollo.ts',
      'documented/urql.ts',
      'compiled/relay.config.json',
      'compiled/src/relay.ts',
      'compiled/src/people.ts',
      'compiled/codegen.ts',
      'compiled/src/person.ts',
      'compiled/tsconfig.json',
      'compiled/src/tada.ts',
    ]);
  });

  test.each(blocks)('shows $file as it is tested', async ({ file, code }) => {
    expect(code).toBe(await readFile(join(import.meta.dirname, file), 'utf8'));
  });

  test.each(['compiled/relay.config.json', 'compiled/codegen.ts', 'compiled/src/tada.ts'])(
    'gives every scalar of the API a type, in %s',
    async (file) => {
      const text = await readFile(join(import.meta.dirname, file), 'utf8');
      const mapped = [...text.matchAll(/^ +"?(\w+)"?: ["']?(?:string|number|unknown)["']?[,;]?$/gm)];
      expect(customScalars).toContain('UnsignedInt');
      expect(mapped.map(([, name = '']) => name).toSorted()).toEqual(customScalars);
    },
  );
});
