import type { Connection } from 'mariadb';
import { ContentionError } from '../../errors.ts';
import { answerWithin } from '../connection/answer-within.ts';
import { cutOff } from '../connection/cut-off.ts';
import { translateError } from '../connection/translate-error.ts';
import { translateCommitError } from './translate-write-error.ts';

/**
 * Commits the transaction of a connection. After an error, nothing of it is left on the connection.
 * @throws CommitUnknownError if the connection is lost or the time is up before the database has answered.
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

/** Rolls back the transaction of a connection. Closes it, to the same effect, if it does not confirm. */
export async function rollBack(connection: Connection, timeoutMs: number): Promise<void> {
  if (!connection.isValid()) return;
  try {
    await answerWithin(timeoutMs, connection, connection.query('ROLLBACK'));
  } catch (error) {
    cutOff(connection, translateError(error));
  }
}
