import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const project = join(import.meta.dirname, '../../..');
const cache = join(tmpdir(), 'gather-fuzz-models');

/** What `prisma generate` makes of a schema for the gateway; kept by the schema's hash, since it takes a second. */
export async function generateModelDocument(prismaSchema: string): Promise<unknown> {
  const generator = await readFile(join(project, 'prisma/model-generator.ts'));
  const hash = createHash('sha256').update(generator).update(prismaSchema).digest('hex').slice(0, 24);
  const folder = join(cache, hash);
  const file = join(folder, 'model.json');
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    // Not generated yet, or not to its end.
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const schema = join(folder, 'schema.prisma');
  await writeFile(schema, prismaSchema);
  const prisma = join(project, 'node_modules/prisma/build/index.js');
  await promisify(execFile)(process.execPath, [prisma, 'generate', '--schema', schema], { cwd: project });
  return JSON.parse(await readFile(file, 'utf8'));
}
