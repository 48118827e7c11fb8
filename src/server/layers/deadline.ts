import { setTimeout as wait } from 'node:timers/promises';
import type { Exchange } from '../exchange.ts';
import { contextOf, type ExecutionLayer } from '../plugins/use-execution.ts';

/** The time after its deadline in which a request may answer with what it has. */
const answerGraceMs = 250;

/** Ends a request at its deadline, even if it waits for something other than a load. */
export function deadline(): ExecutionLayer {
  return (execute) => (args) => {
    const result = execute(args);
    return result instanceof Promise ? endLate(contextOf(args).exchange, result) : result;
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
