import { join } from 'node:path';
import { createConnection } from 'mariadb';
import { seed } from '../../prisma/seed.ts';
import { applyMigrations } from '../../src/database/migrate/apply-migrations.ts';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';
import { openOwnServer } from '../support/own-server.ts';
import { memoryMaxMb, runSoak } from './run-soak.ts';

/** The command `npm run test:soak`; CONTRIBUTING.md tells what its variable is. */
const { SOAK_SECONDS = '600' } = process.env;

const root = join(import.meta.dirname, '../..');
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

await using server = await openOwnServer('mariadb', join(root, '.gather/soak'));
const url = new URL(server.url);
url.pathname = '/gather_soak';
const connection = await createConnection(readConnectionOptions(server.url));
await connection.query(
  'CREATE OR REPLACE DATABASE gather_soak CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci',
);
await connection.end();
const report = (line: string): void => console.log(line);
await applyMigrations({ url: url.href, directory: join(root, 'prisma/migrations'), report });
await seed({ url: url.href, scale: 1, report });
const { mostMb } = await runSoak({
  databaseUrl: url.href,
  seconds: Number(SOAK_SECONDS),
  report,
  signal: stop.signal,
});
console.log(`At most ${Math.round(mostMb)} MB; ${memoryMaxMb} MB are held to.`);
process.exitCode = mostMb > memoryMaxMb ? 1 : 0;
