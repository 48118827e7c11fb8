import { setTimeout as wait } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
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
      const { signal } = (args.contextValue as SessionContext).exchange; // useSession stands before
      setExecuteFn((executeArgs) => {
        const result: unknown = executeFn(executeArgs);
        return result instanceof Promise ? Promise.race([result, failLate(signal, result)]) : result;
      });
    },
  };
}

function failLate(signal: AbortSignal, finished: Promise<unknown>): Promise<ExecutionResult> {
  return new Promise((_, reject) => {
    const fail = async (): Promise<void> => {
      await wait(answerGraceMs);
      reject(signal.reason as Error); // an exchange aborts with a TimeoutError
    };
    const onAbort = (): void => void fail();
    signal.addEventListener('abort', onAbort, { once: true });
    const forget = (): void => signal.removeEventListener('abort', onAbort);
    finished.then(forget, forget);
  });
}
