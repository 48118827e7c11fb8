import { PrismaMariaDb } from '@prisma/adapter-mariadb';
import { createPool } from 'mariadb';
import { readConnectionOptions } from '../../../src/database/connection/read-connection-options.ts';
import { buildPrismaClient } from './build-prisma-client.ts';
import type { Models } from '../../../src/model/model.ts';
import type { TestDatabase } from '../../support/database.ts';
import { waitUntil } from '../../../src/std/wait-until.ts';
import { openCountedDatabase } from '../../support/count-statements.ts';
import { type GraphQLAnswer, openTestGateway, type TestGateway, traced } from '../../support/gateway.ts';
import { modelOf } from '../../support/models.ts';
import { callPrisma, readAnswer, type Told } from './told.ts';
import {
  dumpTables,
  maskIds,
  readTables,
  restoreNumbers,
  restoreTables,
  type Dump,
  type Table,
} from './tables.ts';
import type { WriteCase } from './write-case.ts';

/** What the twins are: equal databases, and the models by which both are written to. */
export interface TwinsOptions {
  readonly models: Models;
  /** Opens a database with its rows; each call opens another one. */
  readonly openDatabase: () => Promise<TestDatabase>;
}

/** A document that writes, and the same as a call of Prisma's client. */
export interface TwinWrite extends Pick<WriteCase, 'prisma' | 'refused'> {
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What a write has come to on either twin. */
export interface TwinOutcome {
  readonly gateway: Told;
  readonly prisma: Told;
  /**
   * The statements that the server ran for the gateway, and the most that were told before, times the attempts of the
   * transaction.
   */
  readonly statements: { readonly ran: number; readonly atMost: number };
  /** The whole content of both databases afterwards. */
  readonly gatewayTables: Dump;
  readonly prismaTables: Dump;
}

/** Two databases that are equal before every write; one is the gateway's, the other one is written to by Prisma's client alone. */
export interface Twins extends AsyncDisposable {
  readonly gateway: TestGateway;
  /** The database that the gateway writes to. */
  readonly database: TestDatabase;
  /** What both hold before a write. */
  readonly pristine: Dump;
  /** Writes the same to both, and puts both back to what they were. */
  readonly write: (write: TwinWrite) => Promise<TwinOutcome>;
}

/** As the gateway's own sessions are told: the day does not hang on the server's clock, and nothing is cut off. */
const sessionSettings = "SET time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES,ALLOW_INVALID_DATES'";

/** Opens the twins, and a third database that keeps what they were. */
export async function openTwins({ models, openDatabase }: TwinsOptions): Promise<Twins> {
  await using opened = new AsyncDisposableStack();
  const [database, twin, kept] = await Promise.all([openDatabase(), openDatabase(), openDatabase()]);
  for (const each of [database, twin, kept]) opened.use(each);
  const counted = opened.use(await openCountedDatabase(database.url, 'SELECT, INSERT, UPDATE, DELETE'));
  const gateway = opened.use(await openTestGateway({ databaseUrl: counted.url, models }));
  const pool = createPool({
    ...readConnectionOptions(twin.url),
    charset: 'utf8mb4',
    initSql: sessionSettings,
    connectionLimit: 2,
  });
  opened.defer(() => pool.end());
  const client = opened.use(buildPrismaClient(models.source, new PrismaMariaDb(pool)));
  const tables = await readTables(kept.connection);
  const pristine = await dumpTables(kept.connection, tables);
  const restore = async (each: TestDatabase, changed: readonly Table[]): Promise<void> => {
    await restoreTables(each.connection, changed, kept.name);
    await restoreNumbers(each.connection);
  };
  await Promise.all([restore(database, tables), restore(twin, tables)]);

  async function write({ document, variables, prisma }: TwinWrite): Promise<TwinOutcome> {
    const model = modelOf(models, prisma[0]);
    const logged = gateway.lines.length;
    const findLine = () => gateway.lines.slice(logged).find(({ msg }) => msg === 'request');
    const asked = Promise.withResolvers<GraphQLAnswer>();
    const ask = (): Promise<GraphQLAnswer> => {
      asked.resolve(gateway.query(document, variables, traced));
      return asked.promise;
    };
    const [ran, told] = await Promise.all([counted.countStatements(ask), callPrisma(client, prisma, model)]);
    const answer = await asked.promise;
    await waitUntil(() => findLine() !== undefined, { intervalMs: 2, timeoutMs: 10_000 });
    const attempts = 1 + Number(findLine()?.['retries'] ?? 0);
    const dump = (each: TestDatabase): Promise<Dump> => dumpTables(each.connection, tables);
    const [gatewayTables, prismaTables] = await Promise.all([dump(database), dump(twin)]);
    const isChanged = ({ name }: Table): boolean =>
      [gatewayTables, prismaTables].some(
        (tablesNow) => JSON.stringify(tablesNow[name]) !== JSON.stringify(pristine[name]),
      );
    const changed = tables.filter(isChanged);
    await Promise.all([restore(database, changed), restore(twin, changed)]);
    return {
      gateway: maskTold(readAnswer(answer, prisma[1], model)),
      prisma: maskTold(told),
      statements: { ran, atMost: attempts * (answer.statementsAtMost ?? Infinity) },
      gatewayTables,
      prismaTables,
    };
  }

  const stack = opened.move();
  return { gateway, database, pristine, write, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

function maskTold({ result, message }: Told): Told {
  const masked = Object.entries(result).map(([name, value]) => [name, maskIds(value)]);
  return { result: Object.fromEntries(masked), message };
}
