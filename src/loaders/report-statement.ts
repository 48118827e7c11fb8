import { versionStatement } from '../database/prisma/prisma-driver.ts';
import type { ReportStatement } from '../database/write/transaction-statement.ts';
import type { Events } from '../events.ts';
import type { LeaseOptions, Requester } from './load-source.ts';

/** Builds a function that counts and publishes the statements that one requester runs for itself. */
export function reportStatement(
  { statements }: Events,
  requester: Requester,
  readPaths: () => readonly string[],
): ReportStatement {
  return (statement) => {
    requester.statements++;
    if (!statements.hasSubscribers) return;
    const loads = [{ session: requester, paths: readPaths() }];
    statements.publish({ ...statement, waitMs: 0, loads });
  };
}

/** Builds a function that also tells the borrower of a Prisma client about each statement of its own. */
export function reportLeased(
  events: Events,
  requester: Requester,
  { path, onStatement }: LeaseOptions,
): ReportStatement {
  const publish = reportStatement(events, requester, () => [path]);
  return (statement) => {
    if (statement.sql !== versionStatement) onStatement();
    publish(statement);
  };
}
