import type { ExecutionResult } from 'graphql';
import { ResponseTooLargeError } from '../../errors.ts';
import { JsonBytes } from '../../std/json-bytes.ts';
import { measureJson } from '../../std/measure-json.ts';
import { ClientError } from '../client-error.ts';
import type { ExecutionLayer } from '../plugins/use-execution.ts';

/**
 * Refuses a request whose answer would be larger than `RESPONSE_MAX_BYTES` before it is written as JSON: aliases and
 * names make it larger than the rows it is made of. The whole answer gives way to one error, also where the rows were
 * too large already: a part of it would be cut at no place that means anything. Place it within what commits a mutation:
 * an answer that is refused must not have changed anything.
 */
export function responseBound({ responseMaxBytes }: { readonly responseMaxBytes: number }): ExecutionLayer {
  return (execute) => async (args) => {
    const result = await execute(args);
    if (typeof result !== 'object' || result === null || Symbol.asyncIterator in result) return result;
    const { data, errors } = result as ExecutionResult; // not a stream, so it is one result
    const isTooLarge =
      errors?.some(({ originalError }) => originalError instanceof ResponseTooLargeError) === true ||
      measure(data, responseMaxBytes) > responseMaxBytes;
    if (!isTooLarge) return result;
    const { code, message } = new ResponseTooLargeError(responseMaxBytes);
    return { errors: [new ClientError(code, message)] };
  };
}

function measure(data: unknown, most: number): number {
  return data instanceof JsonBytes ? data.byteLength : measureJson(data, most);
}
