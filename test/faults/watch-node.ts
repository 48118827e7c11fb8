import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from 'mariadb';
import { openConnection } from './fault-database.ts';

const answerTimeoutMs = 500;

/**
 * Builds a check of a database by a question over a connection that is kept: whether the first value of the first row is
 * one of those wanted. A node that does not answer in time is down.
 */
export function watchNode(url: string, question: string, wanted: readonly string[]): () => Promise<boolean> {
  let connecting: Promise<Connection> | undefined;
  return async () => {
    connecting ??= openConnection(url);
    try {
      const asking = connecting.then((connection) =>
        connection.query<unknown[][]>({ sql: question, rowsAsArray: true }),
      );
      const rows = await Promise.race([asking, late()]);
      return wanted.includes(String(rows[0]?.at(-1)));
    } catch {
      void connecting?.then((connection) => connection.destroy()).catch(() => undefined);
      connecting = undefined;
      return false;
    }
  };
}

async function late(): Promise<never> {
  await delay(answerTimeoutMs);
  throw new Error(`The node did not answer within ${answerTimeoutMs} ms.`);
}

/** Whether a node of a Galera cluster takes statements. */
export function watchGaleraNode(url: string): () => Promise<boolean> {
  return watchNode(url.replace(/\/gather$/, '/mysql'), "SHOW STATUS LIKE 'wsrep_ready'", ['ON']);
}
