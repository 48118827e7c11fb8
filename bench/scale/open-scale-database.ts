import { join } from 'node:path';
import { createConnection } from 'mariadb';
import { seed } from '../../prisma/seed.ts';
import { project } from '../../src/cli/project.ts';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';
import type { LocalDatabase } from '../../src/database/local/open-local-database.ts';
import { applyMigrations } from '../../src/database/migrate/apply-migrations.ts';
import { openOwnServer, type ServerKind } from '../../test/support/own-server.ts';

/** A private server with the demo directory at some scale, which is kept between runs. */
export interface ScaleDatabase extends AsyncDisposable {
  readonly url: string;
}

/** The size of the directory, and the server that has it. */
export interface ScaleDatabaseOptions {
  readonly kind: ServerKind;
  /** The URL of a server that runs already. By default a private one is started. */
  readonly server: string | undefined;
  readonly scale: number;
  readonly report: (line: string) => void;
}

/** Room for the directory at scale 100, so that rows are read from memory. */
const memory: Readonly<Record<ServerKind, readonly string[]>> = {
  mariadb: ['--innodb-buffer-pool-size=1G', '--innodb-log-file-size=512M'],
  mysql: ['--innodb-buffer-pool-size=1G', '--innodb-redo-log-capacity=512M'],
};

/** Opens the server and, the first time, fills the directory. At scale 100 that takes a minute. */
export async function openScaleDatabase({
  kind,
  server,
  scale,
  report,
}: ScaleDatabaseOptions): Promise<ScaleDatabase> {
  await using opened = new AsyncDisposableStack();
  const serverUrl = server ?? opened.use(await openServer(kind)).url;
  const name = `gather_scale_${scale}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const connection = await createConnection(readConnectionOptions(serverUrl));
  try {
    await connection.query(
      `CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    );
    await applyMigrations({ url: url.href, directory: project.migrationsDirectory, report });
    await seed({ url: url.href, scale, report });
  } finally {
    await connection.end();
  }
  const kept = opened.move();
  return { url: url.href, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

function openServer(kind: ServerKind): Promise<LocalDatabase> {
  return openOwnServer(kind, join(project.directory, '.gather/scale', kind), memory[kind]);
}
