import { join } from 'node:path';
import { openOwnServer, type ServerKind } from '../../support/own-server.ts';
import { runLaw } from './run-law.ts';

/** The command `npm run test:rules`; CONTRIBUTING.md tells what its variables are. */
const {
  RULES_SEED,
  RULES_SCHEMAS = '40',
  RULES_DOCUMENTS = '500',
  RULES_SERVER = 'both',
  RULES_STOP,
} = process.env;

/** Of each server: the variable that names one which is there already. */
const variables = { mariadb: 'TEST_DATABASE_URL', mysql: 'TEST_MYSQL_URL' } as const;

const seed = Number(RULES_SEED ?? Math.floor(Math.random() * 2 ** 30));
let failed = 0;
for (const kind of ['mariadb', 'mysql'] as const) {
  if (RULES_SERVER !== 'both' && RULES_SERVER !== kind) continue;
  console.log(
    `${kind}: RULES_SEED=${seed} RULES_SCHEMAS=${RULES_SCHEMAS} RULES_DOCUMENTS=${RULES_DOCUMENTS}`,
  );
  await using server = await openServer(kind);
  const { failures, documents, forbidden, shared, pairs } = await runLaw({
    serverUrl: server.url,
    seed,
    schemas: Number(RULES_SCHEMAS),
    documents: Number(RULES_DOCUMENTS),
    report: (line) => console.log(line),
    stopsAtFirst: RULES_STOP !== undefined,
  });
  failed += failures.length;
  console.log(
    `${kind}: ${failures.length} of ${RULES_SCHEMAS} schemas differ, after ${documents} documents, ${forbidden} of them refused; ${shared} statements were shared by several viewers; ${pairs} pairs of answers`,
  );
}
process.exitCode = failed > 0 ? 1 : 0;

async function openServer(kind: ServerKind): Promise<{ readonly url: string } & AsyncDisposable> {
  const url = process.env[variables[kind]];
  if (url !== undefined) return { url, [Symbol.asyncDispose]: async () => undefined };
  return openOwnServer(kind, join(import.meta.dirname, '../../../.gather/rules', kind));
}
