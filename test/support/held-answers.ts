import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Random } from '../../prisma/seed/random.ts';
import type { Database } from '../../src/database/open-database.ts';

/** A database whose answers come in the worst of orders, and the statements that were sent to it. */
export interface HeldAnswers {
  readonly database: Database;
  readonly statements: number;
  /** Lets one answer after the other go, drawn at random, each not before nothing else moves, until `done` settles. */
  readonly letGo: (random: Random, done: Promise<unknown>) => Promise<void>;
}

/** Turns of the event loop in which whatever an answer leads to has been sent. */
const turnsToSend = 4;

/** Holds the answers of a database back. */
export function holdAnswers(database: Database): HeldAnswers {
  const held = new Set<() => void>();
  let sent = 0;
  let answered = 0;
  return {
    get statements() {
      return sent;
    },
    database: {
      ...database,
      select: async (shape, takeKeys, signal) => {
        sent += 1;
        try {
          return await database.select(shape, takeKeys, signal);
        } finally {
          const { promise, resolve } = Promise.withResolvers<void>();
          held.add(resolve);
          await promise;
          answered += 1;
        }
      },
    },
    async letGo(random, done) {
      const settled = done.then(isSettled, isSettled);
      let quietTurns = 0;
      while (!(await Promise.race([settled, nextTurn(false)]))) {
        quietTurns = sent - answered === held.size ? quietTurns + 1 : 0;
        const next = [...held][random.below(held.size)];
        if (quietTurns < turnsToSend || next === undefined) continue;
        held.delete(next);
        next();
        quietTurns = 0;
      }
    },
  };
}

function isSettled(): true {
  return true;
}
