import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openOwnServer } from '../../support/own-server.ts';
import { mutants } from './mutant-list.ts';

/**
 * The command `npm run test:mutants`: breaks each place where rules are applied, in a copy of the project, and tells
 * after how many documents the law notices. `MUTANTS` names some of them, and `RULES_SERVER` the server.
 */
const { MUTANTS, RULES_SERVER = 'mariadb', RULES_SEED = '1' } = process.env;

const project = join(import.meta.dirname, '../../..');
const copy = join(project, '.gather/rules/copy');
const kind = RULES_SERVER === 'mysql' ? 'mysql' : 'mariadb';

/** Documents within which a fault is to be noticed. */
const documentsMax = 2_000;
const documentsPerSchema = 200;

rmSync(copy, { recursive: true, force: true });
mkdirSync(copy, { recursive: true });
for (const part of ['src', 'test', 'prisma', 'package.json', 'tsconfig.json'])
  cpSync(join(project, part), join(copy, part), { recursive: true });
symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
await using server = await openOwnServer(kind, join(project, '.gather/rules/mutants', kind));

let missed = 0;
for (const { name, file, from, to } of mutants) {
  if (MUTANTS !== undefined && !MUTANTS.split(',').includes(name)) continue;
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`Expected ${file} to have once: ${from}`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  const { stdout } = spawnSync(process.execPath, ['test/rules/law/main.ts'], {
    cwd: copy,
    encoding: 'utf8',
    env: {
      ...process.env,
      [kind === 'mysql' ? 'TEST_MYSQL_URL' : 'TEST_DATABASE_URL']: server.url,
      RULES_SERVER: kind,
      RULES_SEED,
      RULES_SCHEMAS: String(documentsMax / documentsPerSchema),
      RULES_DOCUMENTS: String(documentsPerSchema),
      RULES_STOP: 'yes',
    },
  });
  writeFileSync(path, text);
  const [, failures, documents] = /: (\d+) of \d+ schemas differ, after (\d+) documents/.exec(stdout) ?? [];
  const isCaught = failures !== undefined && Number(failures) > 0;
  if (!isCaught) missed += 1;
  console.log(`${isCaught ? 'caught' : 'MISSED'} after ${documents ?? 'no'} documents: ${name}`);
}
process.exitCode = missed > 0 ? 1 : 0;
