import type { QueryOptions } from 'mariadb';

/** Runs statements of Prisma's adapter for MySQL and MariaDB. */
export interface PrismaStatements {
  /** Runs a prepared statement. Returns the driver's result, or rejects with the driver's error. */
  readonly run: (options: QueryOptions, parameters: readonly unknown[]) => Promise<unknown>;
}

/** A transaction that a Prisma client has begun. */
export interface PrismaTransaction extends PrismaStatements {
  /** Runs a statement about a savepoint, which cannot be prepared. */
  readonly control: (text: string) => Promise<void>;
  readonly commit: () => Promise<void>;
  readonly rollback: () => Promise<void>;
}

/** The connections that a leased Prisma client uses: the pool, or the one of a mutation. */
export interface PrismaScope extends PrismaStatements {
  readonly begin: (isolationLevel: string | undefined) => Promise<PrismaTransaction>;
  /**
   * Ends the scope. Everything that runs is cancelled, and later statements are refused.
   * @param isQuiet True if no operation of the client is running.
   */
  readonly end: (isQuiet: boolean) => void;
}
