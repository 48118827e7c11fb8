import { findProgram } from '../../std/find-program.ts';
import { CommandError, runProgram } from '../../std/run-program.ts';

/** A database server that can be run on this machine, wherever it was found. */
export interface DatabaseServer {
  readonly kind: 'mariadb' | 'mysql';
  readonly program: string;
  /** The script that fills an empty data folder; MySQL's server does it by itself. */
  readonly installer: string | undefined;
  /** The `usr` folder of packages that were unpacked; undefined for a server that is installed. */
  readonly prefix: string | undefined;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
}

/** The server on the `PATH`: MariaDB if there is one, else MySQL; undefined where neither can be run. */
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

/** Whose server a program is, by the version it tells; undefined when it cannot be run. */
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
