import { join } from 'node:path';
import { createConnection } from 'mariadb';
import { seed } from '../prisma/seed.ts';
import { project } from '../src/cli/project.ts';
import { openLocalDatabase } from '../src/database/local/open-local-database.ts';
import { migrate } from '../src/database/migrate.ts';
import { readConnectionOptions } from '../src/database/read-connection-options.ts';

/** A private MariaDB with the demo directory, and its counters. */
export interface BenchDatabase extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  readonly version: string;
  /** How many SELECTs the server has run since it was started, prepared or not. */
  readonly readStatements: () => Promise<number>;
}

/** How the database is opened. */
export interface BenchDatabaseOptions {
  readonly scale: number;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Opens the private database of the benchmarks, with a directory for each scale that is kept between runs. */
export async function openBenchDatabase({
  scale,
  report,
  signal,
}: BenchDatabaseOptions): Promise<BenchDatabase> {
  await using opened = new AsyncDisposableStack();
  const { pid, url } = opened.use(
    await openLocalDatabase({
      directory: join(project.directory, '.gather/bench'),
      packagesDirectory: join(project.directory, '.gather/packages'),
      name: `gather_scale_${scale}`,
      host: process,
      report,
      signal,
    }),
  );
  await migrate({ url, directory: project.migrationsDirectory, report, startOver: true });
  if (await seed({ url, scale, report })) report('The directory is seeded; later runs find it there.');
  const connection = await createConnection(readConnectionOptions(url));
  opened.defer(() => connection.end());
  // Fresh tables have no statistics yet, and a plan made without them would be another one in the next run.
  await connection.query('ANALYZE TABLE `User`, `Team`, `Membership`, `Post`, `Comment`');
  const [row] = await connection.query<{ version: string }[]>('SELECT VERSION() AS version');
  const kept = opened.move();
  return {
    url,
    pid,
    version: row?.version ?? 'unknown',
    readStatements: async () => {
      const [status] = await connection.query<{ Value: string }[]>("SHOW GLOBAL STATUS LIKE 'Com_select'");
      return Number(status?.Value);
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
