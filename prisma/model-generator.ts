import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import generatorHelper from '@prisma/generator-helper';

/**
 * A Prisma generator that hands the data model to src/model as JSON: a generator is the one public door to it,
 * since the client carries no data model at run time. The schema's own text goes along, because the data model has
 * no lines, does not tell views from tables and is silent about columns of types that Prisma does not know.
 */
generatorHelper.generatorHandler({
  onManifest: () => ({
    defaultOutput: '../src/model/generated',
    prettyName: 'Gather data model',
  }),
  onGenerate: async ({ dmmf, generator, schemaPath, datamodel: schema }) => {
    const folder = generator.output?.value;
    if (folder === undefined || folder === null) {
      throw new Error('The model generator needs a folder to write to: set `output` in the schema.');
    }
    const { models, enums, types, indexes } = dmmf.datamodel;
    const files = await readFiles(schemaPath);
    const document = { version: 1, models, enums, types, indexes, schema, files };
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'model.json'), `${JSON.stringify(document, undefined, 2)}\n`);
  },
});

/** Reads the files of a schema, which is one file or a folder of them; they are named as from the project. */
async function readFiles(schemaPath: string): Promise<{ file: string; text: string }[]> {
  const paths = (await stat(schemaPath)).isDirectory()
    ? (await readdir(schemaPath, { recursive: true })).map((name) => join(schemaPath, name))
    : [schemaPath];
  return await Promise.all(
    paths
      .filter((path) => path.endsWith('.prisma'))
      .toSorted()
      .map(async (path) => ({ file: relative('', path), text: await readFile(path, 'utf8') })),
  );
}
