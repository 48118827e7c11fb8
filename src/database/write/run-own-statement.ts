import type { OwnResult, OwnStatement } from '../../model/own-statement.ts';
import { translateError } from '../connection/translate-error.ts';
import { readOwnResult } from '../select/read-own-result.ts';
import { exactValues } from '../select/run-statement.ts';
import type { Transaction } from './transaction.ts';
import type { ReportStatement } from './transaction-statement.ts';

/**
 * Runs a statement of own code in a transaction. If the database refuses the statement alone, the
 * transaction goes on.
 */
export async function runOwnStatement(
  transaction: Transaction,
  { text, values }: OwnStatement,
  report: ReportStatement,
): Promise<OwnResult> {
  try {
    return readOwnResult(await transaction.runOwn({ sql: text, ...exactValues }, values, { report }));
  } catch (error) {
    throw translateError(error);
  }
}
