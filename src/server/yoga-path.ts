import type { ExecutionResult } from 'graphql';
import type { Plugin, YogaServerInstance } from 'graphql-yoga';
import { type HttpAnswer, answerResult, readCodes, readMessages } from './answer.ts';
import type { Exchange, RequestContext } from './exchange.ts';
import type { HttpRequest } from './http-request.ts';
import { negotiate } from './negotiate.ts';

/** The Yoga server of the gateway. */
export type Yoga = YogaServerInstance<RequestContext, object>;

/**
 * Connects Yoga's HTTP handling with ours. It takes the parameters that were read before, and writes a
 * result in one piece like the shorter way. Streams keep Yoga's writers.
 */
export function useYogaPath(): Plugin<RequestContext, RequestContext> {
  return {
    onRequestParse({ serverContext, setRequestParser }) {
      const { query, variables, operationName } = serverContext.params;
      setRequestParser(() => ({
        query,
        ...(variables ? { variables: { ...variables } } : undefined),
        ...(operationName === undefined ? undefined : { operationName }),
      }));
    },
    onResultProcess(payload) {
      const { request, result, serverContext } = payload;
      const mediaType = negotiate(request.headers.get('accept') ?? undefined);
      if (mediaType === undefined) return;
      if (mediaType === 'stream') {
        if (!Array.isArray(result) && !(Symbol.asyncIterator in result))
          payload.setResult(writeErrors(result, serverContext.exchange));
        return;
      }
      payload.setResultProcessor((result, fetchAPI) => {
        if (Array.isArray(result) || Symbol.asyncIterator in result) {
          return new fetchAPI.Response(null, { status: 406 });
        }
        const { status, headers, body, codes, messages } = answerResult(result as ExecutionResult, mediaType);
        serverContext.exchange.codes = codes;
        serverContext.exchange.messages = messages;
        return new fetchAPI.Response(typeof body === 'string' ? body : new Uint8Array(body), {
          status,
          headers,
        });
      }, mediaType);
    },
  };
}

/**
 * Converts errors to plain objects, which Yoga writes unchanged. It would build a known error again, from
 * fewer parts.
 */
function writeErrors(result: ExecutionResult, exchange: Exchange): ExecutionResult {
  const { errors } = result;
  if (errors === undefined) return result;
  exchange.codes = readCodes(errors);
  exchange.messages = readMessages(errors);
  return { ...result, errors: errors.map((error) => error.toJSON()) as unknown as typeof errors }; // only written from here on
}

/** Headers of Yoga's writers that belong to the connection, and a coding that does not exist. */
const hopHeaders = ['connection', 'transfer-encoding', 'content-encoding'];

/** Answers a request through Yoga's HTTP handling, which supports event streams and multipart. */
export async function takeYogaPath(
  yoga: Yoga,
  { method, headers: { accept } }: Pick<HttpRequest, 'method' | 'headers'>,
  context: RequestContext,
): Promise<HttpAnswer> {
  const response = await yoga.fetch(
    // The host has no effect, and the body has been read.
    new yoga.fetchAPI.Request('http://gather/graphql', {
      method,
      headers: { 'content-type': 'application/json', ...(accept === undefined ? undefined : { accept }) },
    }),
    { ...context }, // Yoga adds to what it is given
  );
  const headers = Object.fromEntries(
    [...response.headers.entries()]
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => !hopHeaders.includes(name)),
  );
  const isStream = /^(?:text\/event-stream|multipart\/)/.test(headers['content-type'] ?? '');
  return {
    status: response.status,
    headers,
    body: isStream && response.body ? response.body : await response.text(),
    codes: context.exchange.codes,
    messages: context.exchange.messages,
  };
}
