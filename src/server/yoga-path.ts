import type { IncomingMessage } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { Plugin, YogaServerInstance } from 'graphql-yoga';
import { type HttpAnswer, answerResult, readCodes, readMessages } from './answer.ts';
import type { Exchange, RequestContext } from './exchange.ts';
import { negotiate } from './negotiate.ts';

/** The Yoga server of the gateway. */
export type Yoga = YogaServerInstance<RequestContext, object>;

/**
 * Joins Yoga's own path to the other: it takes the parameters that were read before both, and writes a result in
 * one piece as the fast path does. Streams keep Yoga's writers.
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

/** Yoga builds an error that it knows as one again, from less than it was made of; plain objects it writes as they are. */
function writeErrors(result: ExecutionResult, exchange: Exchange): ExecutionResult {
  const { errors } = result;
  if (errors === undefined) return result;
  exchange.codes = readCodes(errors);
  exchange.messages = readMessages(errors);
  return { ...result, errors: errors.map((error) => error.toJSON()) as unknown as typeof errors }; // only written from here on
}

/** What Yoga's writers say of the connection, which is not theirs, and a coding that there is not. */
const hopHeaders = ['connection', 'transfer-encoding', 'content-encoding'];

/** Answers a request through Yoga's HTTP handling, which knows event streams and parts. */
export async function takeYogaPath(
  yoga: Yoga,
  request: IncomingMessage,
  context: RequestContext,
): Promise<HttpAnswer> {
  const { accept } = request.headers;
  const response = await yoga.fetch(
    // The host is not looked at; the body has been read.
    new yoga.fetchAPI.Request('http://gather/graphql', {
      method: request.method ?? 'POST',
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
