import type { ExecutionResult } from 'graphql';
import type { Log } from '../../log.ts';
import { convertError } from '../convert-error.ts';
import type { Exchange } from '../exchange.ts';
import { contextOf, type ExecutionLayer } from '../plugins/use-execution.ts';

/**
 * Turns every error of a result into one that a client may see, with its code, and logs the cause of
 * masked ones. It must be the outermost layer, so that no later layer adds an error.
 */
export function codedErrors({
  log,
  errorsMax,
}: {
  readonly log: Log;
  readonly errorsMax: number;
}): ExecutionLayer {
  const convert = (result: ExecutionResult, errors: readonly unknown[], exchange: Exchange) => {
    const phase = 'data' in result ? 'execute' : 'variables';
    const shown = errors.slice(0, errorsMax).map((error) => convertError(error, phase, exchange, log));
    const omitted = errors.length - shown.length;
    return {
      ...result,
      errors: shown,
      ...(omitted > 0 ? { extensions: { ...result.extensions, errorsOmitted: omitted } } : undefined),
    };
  };
  return (execute) => async (args) => {
    const result = (await execute(args)) as object;
    if (Symbol.asyncIterator in result) return result;
    const { errors = [] } = result as ExecutionResult; // not a stream, so it is one result
    return errors.length > 0 ? convert(result, errors, contextOf(args).exchange) : result;
  };
}
