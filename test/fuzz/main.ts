import { join } from 'node:path';
import { openOwnServer, type ServerKind } from '../support/own-server.ts';
import { runFuzz } from './run-fuzz.ts';

/** The command `npm run test:fuzz`; CONTRIBUTING.md tells what its variables are. */
const { FUZZ_SEED, FUZZ_SCHEMAS = '20', FUZZ_DOCUMENTS = '200', FUZZ_SERVER = 'both' } = process.env;

/** Of each server: the variable that names one which is there already. */
const variables = { mariadb: 'TEST_DATABASE_URL', mysql: 'TEST_MYSQL_URL' } as const;

const seed = Number(FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 30));
let failed = 0;
for (const kind of ['mariadb', 'mysql'] as const) {
  if (FUZZ_SERVER !== 'both' && FUZZ_SERVER !== kind) continue;
  console.log(`${kind}: FUZZ_SEED=${seed} FUZZ_SCHEMAS=${FUZZ_SCHEMAS} FUZZ_DOCUMENTS=${FUZZ_DOCUMENTS}`);
  await using server = await openServer(kind);
  const failures = await runFuzz({
    serverUrl: server.url,
    seed,
    schemas: Number(FUZZ_SCHEMAS),
    documents: Number(FUZZ_DOCUMENTS),
    report: (line) => console.log(line),
  });
  failed += failures.length;
  console.log(`${kind}: ${failures.length} of ${FUZZ_SCHEMAS} schemas differ`);
}
process.exitCode = failed > 0 ? 1 : 0;

async function openServer(kind: ServerKind): Promise<{ readonly url: string } & AsyncDisposable> {
  const url = process.env[variables[kind]];
  if (url !== undefined) return { url, [Symbol.asyncDispose]: async () => undefined };
  return openOwnServer(kind, join(import.meta.dirname, '../../.gather/fuzz', kind));
}
