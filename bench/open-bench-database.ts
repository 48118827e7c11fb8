import { join } from 'node:path';
import { createConnection } from 'mariadb';
import { project } from '../src/cli/project.ts';
import { openLocalDatabase } from '../src/database/local/open-local-database.ts';
import { applyMigrations } from '../src/database/migrate/apply-migrations.ts';
import { readConnectionOptions } from '../src/database/connection/read-connection-options.ts';
import { fillColumns } from './fill-columns.ts';
import { fillDirectory } from './fill-directory.ts';
import type { MeasuredDatabase } from './open-server-process.ts';
import type { Directory } from './workloads/workload.ts';

/** A private database with the directory of the benchmarks, and its counters. */
export interface BenchDatabase extends MeasuredDatabase, AsyncDisposable {
  readonly version: string;
  readonly directory: Directory;
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
      name: `gather_bench_${scale}`,
      host: process,
      // Writers would wait for the disk instead of the servers that are compared.
      parameters: ['--innodb-flush-log-at-trx-commit=0'],
      report,
      signal,
    }),
  );
  await applyMigrations({ url, directory: project.migrationsDirectory, report, startOver: true });
  const connection = await createConnection(readConnectionOptions(url));
  opened.defer(() => connection.end());
  const directory = await fillDirectory(connection, scale);
  const removeNewPosts = async (): Promise<void> => {
    await connection.query('DELETE FROM Post WHERE id > ?', [directory.heavyPost.id]); // comments go with them
  };
  await removeNewPosts(); // those of a run that was interrupted
  await fillColumns(connection, directory.users);
  // Fresh tables have no statistics yet, and a plan made without them would be another one in the next run.
  await connection.query('ANALYZE TABLE `User`, `Post`, `Comment`, `Account`, `Entry`');
  const [row] = await connection.query<{ version: string }[]>('SELECT VERSION() AS version');
  const kept = opened.move();
  return {
    url,
    pid,
    version: row?.version ?? 'unknown',
    directory,
    removeNewPosts,
    // SELECTs and writes, prepared or not.
    readStatements: async () => {
      const counters = await connection.query<{ Value: string }[]>(
        "SHOW GLOBAL STATUS WHERE Variable_name IN ('Com_select', 'Com_insert', 'Com_update', 'Com_delete')",
      );
      return counters.reduce((sum, { Value }) => sum + Number(Value), 0);
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
