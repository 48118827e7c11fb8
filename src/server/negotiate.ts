/** The media type of an answer in one piece. */
export type JsonMediaType = 'application/json' | 'application/graphql-response+json';

/**
 * The form that the client accepts: one JSON document, a stream of events or parts, or none that we
 * write.
 */
export type Negotiated = JsonMediaType | 'stream' | undefined;

/**
 * Chooses the form of the answer from the Accept header. JSON takes precedence over a stream.
 * `application/json` is the default, as "GraphQL over HTTP" requires for older clients.
 */
export function negotiate(accept: string | undefined): Negotiated {
  if (accept === undefined || accept === '' || accept === '*/*') return 'application/json';
  let best: Negotiated;
  let bestQuality = 0;
  let stream = false;
  for (const range of accept.toLowerCase().split(',')) {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim());
    const quality = readQuality(parameters);
    if (quality === 0 || parameters.some((part) => /^charset=(?!"?utf-8"?$)/.test(part))) continue;
    if (name === 'text/event-stream' || name === 'multipart/mixed') stream = true;
    const mediaType = readJsonMediaType(name);
    if (mediaType !== undefined && quality > bestQuality) {
      best = mediaType;
      bestQuality = quality;
    }
  }
  return best ?? (stream ? 'stream' : undefined);
}

/** Checks if the client is a browser that shows pages. */
export function acceptsHtml(accept: string | undefined): boolean {
  return accept !== undefined && /\btext\/html\b/i.test(accept);
}

function readQuality(parameters: readonly string[]): number {
  const text = parameters.find((part) => part.startsWith('q='))?.slice(2);
  const quality = text === undefined ? 1 : Number(text);
  return Number.isFinite(quality) ? quality : 0;
}

function readJsonMediaType(name: string): JsonMediaType | undefined {
  if (name === 'application/graphql-response+json') return name;
  return name === 'application/json' || name === 'application/*' || name === '*/*'
    ? 'application/json'
    : undefined;
}
