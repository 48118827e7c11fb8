import type { Connection } from 'mariadb';
import { cutOff } from './cut-off.ts';

/** A connection whose answer has not come in time. It counts as a lost connection. */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
  readonly code = 'ETIMEDOUT';
  constructor(timeoutMs: number) {
    super(`the database does not answer within ${timeoutMs} ms`);
  }
}

/**
 * Waits for an answer that a connection owes. A connection that does not give it in time is closed, since what comes over
 * it later could be taken for the answer to something else; and what else waits for it ends, too.
 * @throws UnansweredError
 */
export async function answerWithin<T>(
  timeoutMs: number,
  connection: Connection,
  answer: Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const reason = new UnansweredError(timeoutMs);
      reject(reason);
      cutOff(connection, reason);
    }, timeoutMs);
  });
  return Promise.race([answer, deadline]).finally(() => clearTimeout(timer));
}
