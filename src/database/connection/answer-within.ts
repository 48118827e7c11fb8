import type { Connection } from 'mariadb';
import { cutOff } from './cut-off.ts';

/** An error of a connection that has not answered in time. The connection counts as lost. */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
  readonly code = 'ETIMEDOUT';
  constructor(timeoutMs: number) {
    super(`the database does not answer within ${timeoutMs} ms`);
  }
}

/**
 * Waits for the answer of a connection. If it does not arrive in time, the connection is closed, because a
 * late answer could be mistaken for that of another command. Other commands that wait on it fail as well.
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
