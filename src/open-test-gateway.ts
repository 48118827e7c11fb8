import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { migrationsBeside } from './cli/read-own-schema.ts';
import {
  createGateway,
  type EmbeddedConfig,
  type EmbeddedGateway,
  type ExecuteOptions,
} from './create-gateway.ts';
import { openLocalDatabase } from './database/local/open-local-database.ts';
import { openScratchDatabase } from './database/local/open-scratch-database.ts';
import { LocalDatabaseError } from './database/local/local-database-error.ts';
import { applyMigrations } from './database/migrate/apply-migrations.ts';
import { isWithin } from './std/is-within.ts';
import type { Host } from './std/host.ts';
import { LockedError } from './std/lock-file.ts';

/** The configuration of a gateway for tests. */
export type TestGatewayConfig = EmbeddedConfig & {
  /** The process that runs the tests, as `node:process` exports it. Needed for a private server. */
  readonly process?: Host | undefined;
  /** The folder of migrations. Defaults to the one next to the schema. */
  readonly migrations?: string | undefined;
  /** Prepares the database further, for example with rows. Runs after the migrations. */
  readonly prepare?: ((databaseUrl: string) => void | Promise<void>) | undefined;
};

/** A statement that a document took. */
export interface TakenStatement {
  /** The text as prepared. It holds no values. */
  readonly sql: string;
  /** The fields that needed it, as paths without list positions. */
  readonly fields: readonly string[];
  readonly keys: number;
  readonly rows: number;
}

/** A gateway on a database of its own. */
export interface TestGateway extends EmbeddedGateway {
  readonly databaseUrl: string;
  /**
   * Executes a document and returns the statements that it took.
   * @throws Error with the errors of the answer, if there are any.
   */
  readonly statements: (document: string, options?: ExecuteOptions) => Promise<readonly TakenStatement[]>;
}

/** The statements of each result that a test gateway has given. */
const taken = new WeakMap<object, readonly TakenStatement[]>();

/** The time in which the prepared database must have a table of the schema. */
const readyTimeoutMs = 30_000;

/** The number of tests that may have private servers at the same time. */
const serversMax = 16;

/**
 * Opens a gateway on a database of its own, with the migrations applied. With `databaseUrl`, a new database
 * on that server is used and dropped at the end. Without it, a private MariaDB is started.
 * @throws Error if there are neither migrations nor `prepare`.
 */
export async function openTestGateway(config: TestGatewayConfig): Promise<TestGateway> {
  const { process: _, migrations: _folder, prepare, ...embedded } = config;
  const directory = findMigrations(config);
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await openDatabaseOf(config));
  if (directory !== undefined) await applyMigrations({ url: database.url, directory, report: ignore });
  await prepare?.(database.url);
  const gateway = opened.use(
    await createGateway({
      logLevel: 'silent',
      ...embedded,
      databaseUrl: database.url,
      env: withoutUrl(config),
    }),
  );
  if (!(await isWithin(readyTimeoutMs, gateway.ready)))
    throw new Error(`Expected the tables of the schema in ${readyTimeoutMs} ms, but there are none.`);
  const kept = opened.move();
  const run = async (document: string, options: ExecuteOptions = {}): Promise<object> => {
    const result = await gateway.execute(document, { ...options, trace: true });
    return options.trace === true ? note(result, result) : note(withoutTrace(result), result);
  };
  return {
    ...gateway,
    databaseUrl: database.url,
    execute: run,
    async statements(document, options) {
      const result = await run(document, options);
      if ('errors' in result) throw new Error(`The document has errors: ${JSON.stringify(result.errors)}`);
      return taken.get(result) ?? [];
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** The matchers for `expect.extend`, in Vitest or Jest. */
export const statementMatchers = {
  /** Holds that a result of a test gateway took this number of statements. A failure lists them. */
  toTakeStatements(result: unknown, expected: number): { pass: boolean; message: () => string } {
    const statements = typeof result === 'object' && result !== null ? taken.get(result) : undefined;
    if (statements === undefined) {
      throw new TypeError('Expected what `execute` of a gateway from openTestGateway has resolved to.');
    }
    const pass = statements.length === expected;
    return {
      pass,
      message: () =>
        `Expected the document ${pass ? 'not ' : ''}to take ${expected} statement${expected === 1 ? '' : 's'}, but it took ${statements.length}:\n${describeStatements(statements)}`,
    };
  },
};

function describeStatements(statements: readonly TakenStatement[]): string {
  return statements
    .map(
      ({ sql, fields, keys, rows }, index) =>
        `  ${index + 1}. ${fields.join(', ')}: ${keys} keys, ${rows} rows\n     ${sql}`,
    )
    .join('\n');
}

function findMigrations({ schema, migrations, prepare, env = {} }: TestGatewayConfig): string | undefined {
  const given = env['PRISMA_SCHEMA'] || schema;
  const directory = resolve(migrations ?? (given === undefined ? 'migrations' : migrationsBeside(given)));
  if (existsSync(directory)) return directory;
  if (migrations === undefined && prepare !== undefined) return undefined;
  throw new Error(`Expected migrations in ${directory}, or the option prepare, which makes the tables.`);
}

async function openDatabaseOf(config: TestGatewayConfig): Promise<{ url: string } & AsyncDisposable> {
  const { databaseUrl = config.env?.['DATABASE_URL'], process: host, privateDirectory = '.gather' } = config;
  if (databaseUrl !== undefined && databaseUrl !== '') return await openScratchDatabase(databaseUrl);
  if (host === undefined)
    throw new Error('Expected databaseUrl, or the option process for a private server, got neither.');
  for (let server = 1; ; server += 1) {
    try {
      return await openPrivateDatabase(host, resolve(privateDirectory), server);
    } catch (error) {
      const isUsed = error instanceof LocalDatabaseError && error.cause instanceof LockedError;
      if (!isUsed || server === serversMax) throw error;
    }
  }
}

/** Opens an empty database on a private server. Its data need not survive a crash. */
async function openPrivateDatabase(
  host: Host,
  folder: string,
  server: number,
): Promise<{ url: string } & AsyncDisposable> {
  await using opened = new AsyncDisposableStack();
  const local = opened.use(
    await openLocalDatabase({
      directory: join(folder, 'tests', String(server)),
      packagesDirectory: join(folder, 'packages'),
      host,
      report: ignore,
      parameters: ['--innodb-flush-log-at-trx-commit=0'],
    }),
  );
  const { url } = opened.use(await openScratchDatabase(local.url));
  const kept = opened.move();
  return { url, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** Removes the database from the environment, since tests never use it itself. */
function withoutUrl({ env = {} }: TestGatewayConfig): NonNullable<EmbeddedConfig['env']> {
  return { ...env, DATABASE_URL: undefined, DATABASE_URL_FILE: undefined };
}

interface Traced {
  readonly extensions?: Readonly<Record<string, unknown>> & { readonly gather?: Trace };
}

interface Trace {
  readonly statements: readonly (Omit<TakenStatement, 'fields'> & { readonly paths: readonly string[] })[];
}

/** Remembers the statements of a result. */
function note<R extends object>(result: R, { extensions }: Traced): R {
  const { statements = [] } = extensions?.gather ?? {};
  taken.set(
    result,
    statements.map(({ sql, paths, keys, rows }) => ({ sql, fields: paths, keys, rows })),
  );
  return result;
}

/** Removes the trace, so that a test can compare the whole result. */
function withoutTrace({ extensions, ...result }: Traced): object {
  const { gather: _, ...others } = extensions ?? {};
  return Object.keys(others).length > 0 ? { ...result, extensions: others } : result;
}

function ignore(): void {}
