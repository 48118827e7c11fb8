import type { ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { SessionContext } from './use-session.ts';

/**
 * Executes an operation to its result, or to the results of a stream. Its context is a `SessionContext`.
 */
export type Executor = (args: ExecutionArgs) => unknown;

/** Wraps an executor. */
export type ExecutionLayer = (execute: Executor) => Executor;

/**
 * Wraps layers around Yoga's executor, the innermost first. They are composed once. Hooks for each
 * request would take a tenth of the time of a lookup.
 */
export function useExecution(layers: readonly ExecutionLayer[]): Plugin<SessionContext> {
  let inmost: unknown;
  let whole: Executor | undefined;
  return {
    onExecute({ executeFn, setExecuteFn }) {
      if (whole === undefined || inmost !== executeFn) {
        inmost = executeFn;
        whole = layers.reduce<Executor>((execute, layer) => layer(execute), executeFn);
      }
      setExecuteFn(whole);
    },
  };
}

/** Returns the context of an execution whose session is open. */
export function contextOf({ contextValue }: ExecutionArgs): SessionContext {
  return contextValue as SessionContext; // useSession has made it
}
