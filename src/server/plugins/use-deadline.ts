import { setTimeout as wait } from 'node:timers/promises';
import type { Plugin } from 'graphql-yoga';
import type { Exchange } from '../exchange.ts';
import type { SessionContext } from './use-session.ts';

/** How long after its deadline a request may take to answer with what it has. */
const answerGraceMs = 250;

/**
 * Ends a request that its session's giving up does not end: one that waits for something else than the database.
 * Place it after whatever chooses the executor.
 */
export function useDeadline(): Plugin<SessionContext> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const { exchange } = args.contextValue as SessionContext; // useSession stands before
      setExecuteFn((executeArgs) => {
        const result: unknown = executeFn(executeArgs);
        return result instanceof Promise ? endLate(exchange, result) : result;
      });
    },
  };
}

function endLate(exchange: Exchange, running: Promise<unknown>): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  exchange.onGivenUp(
    (reason) => void wait(answerGraceMs, undefined, { ref: false }).then(() => reject(reason)),
  );
  running.then(resolve, reject);
  return promise;
}
