/** How a peer is asked that has another schema: its documents by the name of the operation that they answer. */
export interface Dialect {
  readonly documents: Readonly<Record<string, string>>;
  /** The name under which its documents ask for the row in the payload of a mutation. */
  readonly payloadRow?: string;
}

interface Request {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/**
 * A request body in the words of a dialect, its ids as numbers, or as it is without one. Undefined where the dialect
 * has no document for it.
 */
export function translateBody(body: string, dialect: Dialect | undefined): string | undefined {
  if (dialect === undefined) return body;
  const { query, variables = {} } = JSON.parse(body) as Request; // a workload wrote it
  const document = dialect.documents[/^\s*(?:query|mutation) (\w+)/.exec(query)?.[1] ?? ''];
  if (document === undefined) return undefined;
  const translated = Object.entries(variables).map(
    ([name, value]) => [name, toNumbers(name, value)] as const,
  );
  return JSON.stringify({ query: document, variables: Object.fromEntries(translated) });
}

function toNumbers(name: string, value: unknown): unknown {
  if (name === 'ids' && Array.isArray(value)) return value.map(Number);
  return ids.has(name) ? Number(value) : value;
}

const ids = new Set(['id', 'authorId', 'from', 'to']);

/** Data of a dialect's answer in the form of Gather's. */
export function translateData(data: unknown, dialect: Dialect | undefined): unknown {
  const row = dialect?.payloadRow;
  if (row === undefined || typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([field, payload]: [string, Record<string, unknown> | null]) => [
      field,
      payload !== null && row in payload ? payload[row] : payload,
    ]),
  );
}
