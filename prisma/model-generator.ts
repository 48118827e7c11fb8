import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import generatorHelper from '@prisma/generator-helper';

/**
 * A Prisma generator that hands the data model to src/model as JSON: a generator is the one public door to it,
 * since the client carries no data model at run time.
 */
generatorHelper.generatorHandler({
  onManifest: () => ({
    defaultOutput: '../src/model/generated',
    prettyName: 'Gather data model',
  }),
  onGenerate: async ({ dmmf, generator }) => {
    const folder = generator.output?.value;
    if (folder === undefined || folder === null) {
      throw new Error('The model generator needs a folder to write to: set `output` in the schema.');
    }
    const { models, enums, types, indexes } = dmmf.datamodel;
    const document = { version: 1, models, enums, types, indexes };
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'model.json'), `${JSON.stringify(document, undefined, 2)}\n`);
  },
});
