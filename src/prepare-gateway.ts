import type { Config } from './config.ts';
import { waitForDatabase } from './database/connection/wait-for-database.ts';
import { waitForTables } from './database/connection/wait-for-tables.ts';
import type { Database } from './database/open-database.ts';
import type { Log } from './log.ts';
import type { Models } from './model/model.ts';

/** The database to wait for, and the work on it before it serves. */
export interface PrepareOptions {
  readonly config: Config;
  readonly models: Models;
  readonly log: Log;
  readonly database: Database;
  /** Checks the tables. Rejects with a NoTablesError if there are none. */
  readonly checkTables: () => Promise<void>;
  /** Prepares the database, for example by migrations. */
  readonly prepare?: () => Promise<void>;
  /** `false` for every process except the one that logs missing tables. */
  readonly isFirst?: boolean;
}

/** The state of the preparation. Disposing it ends the waits. */
export interface Preparation extends Disposable {
  /** Settles when the database is reached and prepared. Rejects if it never can be. */
  readonly prepared: Promise<void>;
  /** Rejects with the reason if the database cannot be used now. */
  readonly ready: () => Promise<void>;
}

/**
 * Starts to wait for the database and its tables. Migrations may take minutes, and a probe must get its
 * answer at once.
 */
export function prepareGateway(options: PrepareOptions): Preparation {
  const { database } = options;
  const closing = new AbortController();
  let unprepared: Error | undefined = new Error('the database is being prepared');
  const onMissing = (error: Error): void => void (unprepared = error);
  const prepared = prepareOnce(options, closing.signal, onMissing).then(() => void (unprepared = undefined));
  prepared.catch(() => undefined);
  return {
    prepared,
    async ready() {
      await database.ready();
      if (unprepared) throw unprepared;
    },
    [Symbol.dispose]: () => closing.abort(),
  };
}

async function prepareOnce(
  { config, models, log, database, checkTables, prepare, isFirst = true }: PrepareOptions,
  signal: AbortSignal,
  onMissing: (error: Error) => void,
): Promise<void> {
  await waitForDatabase(
    async () => {
      await database.ready();
      await prepare?.();
    },
    log,
    signal,
  );
  await waitForTables({
    checkTables,
    wanted: models.all.map(({ table }) => table),
    advice: adviseOnTables(config),
    onMissing,
    log: isFirst ? log : undefined,
    signal,
  });
}

/** Suggests what to do about a database without any table of the model. */
function adviseOnTables({ prismaSchema }: Config): string {
  return prismaSchema === undefined
    ? 'Set PRISMA_SCHEMA to the Prisma schema that describes this database (`gather pull` writes one), or run `gather migrate` in an empty one to make the tables of the bundled model.'
    : 'Check that DATABASE_URL names the database that PRISMA_SCHEMA describes, and that its user may read the tables. `gather migrate` applies the migrations in the folder of the schema.';
}
