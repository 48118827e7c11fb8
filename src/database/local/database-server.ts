import { findProgram } from '../../std/find-program.ts';
import { CommandError, runProgram } from '../../std/run-program.ts';

/** A database server that this machine can run. */
export interface DatabaseServer {
  readonly kind: 'mariadb' | 'mysql';
  readonly program: string;
  /** The script that fills an empty data folder. Undefined for MySQL, whose server does it itself. */
  readonly installer: string | undefined;
  /** The `usr` folder of unpacked packages. Undefined for an installed server. */
  readonly prefix: string | undefined;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
}

/** Finds a server on the `PATH`, preferably MariaDB. Returns undefined if neither can be run. */
export async function findServer(
  environment: Readonly<NodeJS.ProcessEnv>,
): Promise<DatabaseServer | undefined> {
  for (const name of ['mariadbd', 'mysqld']) {
    const program = await findProgram(name, environment['PATH']);
    if (program === undefined) continue;
    const kind = await readKind(program, environment);
    if (kind === 'mysql') return { kind, program, installer: undefined, prefix: undefined, environment };
    const installer = await findInstaller(environment);
    if (kind === 'mariadb' && installer !== undefined) {
      return { kind, program, installer, prefix: undefined, environment };
    }
  }
  return undefined;
}

/** Reads the kind of a server from its version. Returns undefined if it cannot be run. */
export async function readKind(
  program: string,
  environment: Readonly<NodeJS.ProcessEnv>,
): Promise<DatabaseServer['kind'] | undefined> {
  try {
    const version = await runProgram(program, ['--no-defaults', '--version'], {
      environment,
      timeoutMs: 10_000,
    });
    return version.includes('MariaDB') ? 'mariadb' : 'mysql';
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}

async function findInstaller(environment: Readonly<NodeJS.ProcessEnv>): Promise<string | undefined> {
  return (
    (await findProgram('mariadb-install-db', environment['PATH'])) ??
    (await findProgram('mysql_install_db', environment['PATH']))
  );
}
