import { join } from 'node:path';
import { createConnection } from 'mariadb';
import { readConnectionOptions } from '../../../src/database/connection/read-connection-options.ts';
import { openOwnServer } from '../../support/own-server.ts';
import { runCrashes } from './run-crashes.ts';

/** The command `npm run test:crash`; CONTRIBUTING.md tells what its variables are. */
const { CRASH_KILLS = '200', CRASH_SEED = '1', CRASH_SERVER = 'mariadb' } = process.env;

const kind = CRASH_SERVER === 'mysql' ? 'mysql' : 'mariadb';
await using server = await openOwnServer(kind, join(import.meta.dirname, '../../../.gather/crash', kind));
const databaseUrl = await openEmptyDatabase(server.url, 'gather_test_crash');
const { readyMs, faults, ...counts } = await runCrashes({
  databaseUrl,
  kills: Number(CRASH_KILLS),
  seed: Number(CRASH_SEED),
  report: (line) => console.log(line),
});
const sorted = readyMs.toSorted((a, b) => a - b);
console.log({
  server: kind,
  ...counts,
  readyMedianMs: Math.round(sorted[sorted.length >> 1] ?? 0),
  readyMostMs: Math.round(sorted.at(-1) ?? 0),
  faults: faults.length,
});
for (const fault of faults.slice(0, 100)) console.log(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

async function openEmptyDatabase(serverUrl: string, name: string): Promise<string> {
  const { database: _, ...options } = readConnectionOptions(serverUrl);
  const connection = await createConnection({ ...options, multipleStatements: true });
  await connection.query(`DROP DATABASE IF EXISTS ${name}; CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  await connection.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
