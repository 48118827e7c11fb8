import { join } from 'node:path';
import { Client } from 'pg';
import { project } from '../../src/cli/project.ts';
import { CommandError, lastLines } from '../../src/std/run-program.ts';
import type { MeasuredDatabase } from '../open-server-process.ts';
import { chooseHome } from './choose-home.ts';
import { copyDirectory } from './copy-directory.ts';
import { openPostgresServer, type PostgresServer } from './open-postgres-server.ts';
import { PostgresError } from './postgres-error.ts';
import { unpackPostgres } from './unpack-postgres.ts';

/** A private PostgreSQL; each connection is a process below its own. */
export interface BenchPostgres extends MeasuredDatabase, AsyncDisposable {
  readonly version: string;
}

/** How the database is opened. */
export interface BenchPostgresOptions {
  /** The MariaDB whose directory it is to have. */
  readonly from: string;
  readonly scale: number;
  /** The last post of the directory. */
  readonly heavyPostId: number;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Opens a private PostgreSQL with the same directory as the bench's MariaDB, kept between runs. Undefined, with a
 * line that says why, where no PostgreSQL can be had.
 */
export async function openBenchPostgres(options: BenchPostgresOptions): Promise<BenchPostgres | undefined> {
  await using opened = new AsyncDisposableStack();
  const server = await openServerOrExplain(options);
  if (server === undefined) return undefined;
  opened.use(server);
  const name = `gather_bench_${options.scale}`;
  // Stays outside the database that is measured, so that its own statements are not counted.
  const client = new Client({ connectionString: server.urlOf('postgres') });
  await client.connect();
  opened.defer(() => client.end());
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  const there = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (there.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  const url = server.urlOf(name);
  await fill(url, options);
  const { heavyPostId } = options;
  await removeNewPosts(url, heavyPostId); // those of a run that was interrupted
  const [row] = (await client.query<{ server_version: string }>('SHOW server_version')).rows;
  const kept = opened.move();
  return {
    url,
    pid: server.pid,
    version: row?.server_version.replace(/ .*$/, '') ?? 'unknown',
    readStatements: () => readStatements(client, name),
    removeNewPosts: () => removeNewPosts(url, heavyPostId),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function openServerOrExplain({
  report,
  signal,
}: BenchPostgresOptions): Promise<PostgresServer | undefined> {
  if (process.platform !== 'linux') {
    report('PostgreSQL is left out: its packages can be had on Linux only.');
    return undefined;
  }
  try {
    const home = await chooseHome(join(project.directory, '.gather/bench-postgres'));
    const programs = await unpackPostgres({
      directory: home.directory,
      environment: process.env,
      report,
      signal,
    });
    return await openPostgresServer(programs, home, signal);
  } catch (error) {
    if (!(error instanceof PostgresError || error instanceof CommandError)) throw error;
    report(`PostgreSQL is left out: ${describeInLine(error)}`);
    return undefined;
  }
}

/** Of a command that failed its last words, which say why; its parameters alone would fill the screen. */
function describeInLine(error: PostgresError | CommandError): string {
  const text = error instanceof CommandError ? lastLines(error.message, 2) : error.message;
  return text.replaceAll(/\s*\n\s*/g, ' | ');
}

async function fill(url: string, { from, report }: BenchPostgresOptions): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await copyDirectory({ from, to: client, report });
  } finally {
    await client.end();
  }
}

async function removeNewPosts(url: string, heavyPostId: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('DELETE FROM "Post" WHERE "id" > $1', [heavyPostId]); // comments go with them
  } finally {
    await client.end();
  }
}

async function readStatements(client: Client, database: string): Promise<number> {
  const { rows } = await client.query<{ calls: string }>(
    `SELECT coalesce(sum(calls), 0) AS calls FROM pg_stat_statements
       JOIN pg_database ON pg_database.oid = dbid WHERE datname = $1`,
    [database],
  );
  return Number(rows[0]?.calls);
}
