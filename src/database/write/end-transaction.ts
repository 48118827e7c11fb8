import type { Connection } from 'mariadb';
import { ContentionError } from '../../errors.ts';
import { answerWithin } from '../connection/answer-within.ts';
import { cutOff } from '../connection/cut-off.ts';
import { translateError } from '../connection/translate-error.ts';
import { translateCommitError } from './translate-write-error.ts';

/**
 * Commits the transaction of a connection. Where that fails, nothing of the transaction is left on the connection.
 * @throws CommitUnknownError when the connection is lost before the answer has come, or the answer does not come in time.
 */
export async function commit(connection: Connection, timeoutMs: number): Promise<void> {
  try {
    await answerWithin(timeoutMs, connection, connection.query('COMMIT'));
  } catch (error) {
    const translated = translateCommitError(error);
    if (translated instanceof ContentionError) await rollBack(connection, timeoutMs);
    else cutOff(connection, translated); // its state is unknown
    throw translated;
  }
}

/** Rolls the transaction of a connection back. A connection that does not confirm it is closed, which has the same effect. */
export async function rollBack(connection: Connection, timeoutMs: number): Promise<void> {
  if (!connection.isValid()) return;
  try {
    await answerWithin(timeoutMs, connection, connection.query('ROLLBACK'));
  } catch (error) {
    cutOff(connection, translateError(error));
  }
}
