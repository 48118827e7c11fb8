import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseSchema } from '../src/prisma-schema/parse-schema.ts';

/** Writes the data model of the bundled schema, which a gateway then need not parse at each start. */
const file = 'prisma/schema.prisma';
const folder = new URL('../src/model/generated/', import.meta.url);
const text = await readFile(new URL(`../${file}`, import.meta.url), 'utf8');
await mkdir(folder, { recursive: true });
await writeFile(
  new URL('model.json', folder),
  `${JSON.stringify(await parseSchema([{ file, text }]), undefined, 2)}\n`,
);
