import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type Phase, toClientError } from '../client-error.ts';
import type { Exchange } from '../exchange.ts';
import type { Log } from '../../log.ts';
import type { SessionContext } from './use-session.ts';

/**
 * Turns every error into one that a client may see, with its code, and writes the others' causes to the log.
 * Place it last: what comes after could add errors that nobody has looked at.
 */
export function useErrorCodes(options: {
  readonly log: Log;
  readonly errorsMax: number;
}): Plugin<SessionContext> {
  const { log, errorsMax } = options;
  const convert = (error: unknown, phase: Phase, exchange: Exchange): GraphQLError =>
    toClientError(error, phase, (fault, path) => reportFault(log, exchange, fault, path));
  const convertResult = (result: ExecutionResult, exchange: Exchange): ExecutionResult => {
    const phase = 'data' in result ? 'execute' : 'variables';
    const errors = result.errors ?? [];
    const shown = errors.slice(0, errorsMax).map((error) => convert(error, phase, exchange));
    return {
      ...result,
      errors: shown,
      ...(errors.length > errorsMax
        ? { extensions: { ...result.extensions, errorsOmitted: errors.length - errorsMax } }
        : undefined),
    };
  };
  return {
    onParse() {
      return ({ result, context, replaceParseResult }) => {
        // envelop throws an Error in the place of a document.
        if (result instanceof Error) replaceParseResult(convert(result, 'parse', context.exchange));
      };
    },
    onValidate() {
      return ({ result, context, setResult }) => {
        if (result.length > 0) {
          setResult(result.slice(0, errorsMax).map((error) => convert(error, 'validate', context.exchange)));
        }
      };
    },
    onExecute({ args }) {
      const { exchange } = args.contextValue as SessionContext; // useSession stands before
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          const single = result as ExecutionResult; // not a stream, so it is one result
          if (single.errors && single.errors.length > 0) setResult(convertResult(single, exchange));
        },
      };
    },
  };
}

/** Writes what the client is not told to the log; once nobody waits for the answer it is no news. */
export function reportFault(
  log: Log,
  exchange: Exchange,
  error: unknown,
  path: readonly (string | number)[] | undefined,
): void {
  if (exchange.clientGone) return;
  log.error(
    { requestId: exchange.id, operationName: exchange.operationName, path: path?.join('.'), error },
    'a request met a fault',
  );
}
