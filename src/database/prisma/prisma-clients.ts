import { InternalError } from '../../errors.ts';
import type { Transaction } from '../write/transaction.ts';
import type { ReportStatement } from '../write/transaction-statement.ts';
import { importPrismaAdapter, type PrismaAdapterClass } from './import-prisma-adapter.ts';
import { PoolScope, type PoolScopeOptions, type PrismaRequest } from './pool-scope.ts';
import { endedMessage, PrismaDriver } from './prisma-driver.ts';
import type { PrismaScope } from './prisma-scope.ts';
import { TransactionScope } from './transaction-scope.ts';

/** The part of a generated Prisma client that leases need. */
export interface PrismaClientLike {
  $extends(extension: LeaseExtension): unknown;
  $transaction(...parameters: never[]): Promise<unknown>;
  $disconnect(): Promise<void>;
}

/** The extension that counts the operations of a lease. */
interface LeaseExtension {
  readonly name: string;
  readonly query: {
    $allOperations<Args>(operation: {
      readonly args: Args;
      readonly query: (args: Args) => Promise<unknown>;
    }): Promise<unknown>;
  };
  readonly client: { $transaction(...parameters: never[]): Promise<unknown> };
}

/** Builds a client over a driver, as in `(adapter) => new PrismaClient({ adapter })`. */
export type BuildPrismaClient<Client extends PrismaClientLike> = (adapter: PrismaDriver) => Client;

/** A mutation that uses a Prisma client in its transaction. */
export interface PrismaMutation {
  readonly transaction: Transaction;
  readonly report?: ReportStatement | undefined;
}

/** A client for one request. Dispose it before its transaction is committed. */
export interface PrismaLease<Client> extends Disposable {
  readonly client: Client;
}

interface Member<Client> {
  readonly driver: PrismaDriver;
  readonly client: Client;
}

/**
 * The Prisma clients of a gateway. A client belongs to one request at a time, since a client merges lookups
 * of all that use it. Building one compiles the model, so clients are used again.
 */
export class PrismaClients<Client extends PrismaClientLike> implements AsyncDisposable {
  readonly #adapterClass: PrismaAdapterClass;
  readonly #build: BuildPrismaClient<Client>;
  readonly #options: PoolScopeOptions;
  readonly #idleLimit: number;
  readonly #idle: Member<Client>[] = [];

  private constructor(
    adapterClass: PrismaAdapterClass,
    build: BuildPrismaClient<Client>,
    options: PoolScopeOptions,
    idleLimit: number,
  ) {
    this.#adapterClass = adapterClass;
    this.#build = build;
    this.#options = options;
    this.#idleLimit = idleLimit;
  }

  /**
   * Loads Prisma's adapter.
   * @param idleLimit The most clients that are kept while no request uses them.
   * @throws ConfigError If Prisma's adapter is not installed.
   */
  static async open<Client extends PrismaClientLike>(
    build: BuildPrismaClient<Client>,
    options: PoolScopeOptions,
    idleLimit: number,
  ): Promise<PrismaClients<Client>> {
    return new PrismaClients(await importPrismaAdapter(), build, options, idleLimit);
  }

  /** Lends a client to a request, or to a mutation in its transaction. */
  lease(user: PrismaRequest | PrismaMutation): PrismaLease<Client> {
    const member = this.#idle.pop() ?? this.#open();
    const scope =
      'transaction' in user
        ? new TransactionScope(user.transaction, user.report)
        : new PoolScope(this.#options, user);
    return this.#lend(member, scope);
  }

  /** Disconnects the clients that no request uses. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.#idle.splice(0).map(({ client }) => client.$disconnect()));
  }

  #open(): Member<Client> {
    const driver = new PrismaDriver(this.#adapterClass);
    return { driver, client: this.#build(driver) };
  }

  #lend(member: Member<Client>, scope: PrismaScope): PrismaLease<Client> {
    const { driver, client } = member;
    let operations = 0;
    let hasEnded = false;
    const count = async <T>(operate: () => Promise<T>): Promise<T> => {
      if (hasEnded) throw new InternalError(endedMessage);
      operations++;
      try {
        return await operate();
      } catch (error) {
        throw driver.readFailure(error);
      } finally {
        operations--;
      }
    };
    driver.enter(scope);
    const counted = client.$extends({
      name: 'gather',
      query: { $allOperations: ({ args, query }) => count(() => query(args)) },
      client: { $transaction: (...parameters) => count(() => client.$transaction(...parameters)) },
    });
    return {
      client: counted as Client, // it has the same members
      [Symbol.dispose]: () => {
        if (hasEnded) return;
        hasEnded = true;
        const isQuiet = operations === 0;
        scope.end(isQuiet);
        driver.enter(undefined);
        // A client that is still at work could disturb the next request.
        if (isQuiet && this.#idle.length < this.#idleLimit) this.#idle.push(member);
        else void client.$disconnect().catch(() => undefined);
      },
    };
  }
}
