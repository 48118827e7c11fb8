/** What came back for a request. */
export interface Reply {
  /** 0 where the connection broke, or nothing came in time. */
  readonly status: number;
  /** The codes of its errors, each once. */
  readonly codes: readonly string[];
  readonly data: unknown;
  readonly text: string;
  readonly retryAfter: string | null;
  readonly ms: number;
}

/** How a document is sent. */
export interface AskOptions {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

const timeoutMsDefault = 60_000;

/** Sends a document to a gateway; never rejects. */
export async function ask(
  url: string,
  query = '{ users(first: 1) { totalCount } }',
  { variables, signal, timeoutMs = timeoutMsDefault }: AskOptions = {},
): Promise<Reply> {
  return post(url, JSON.stringify({ query, variables }), {}, [
    AbortSignal.timeout(timeoutMs),
    ...(signal ? [signal] : []),
  ]);
}

/** Sends a body as it is to a gateway; never rejects. */
export async function post(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
  signals: readonly AbortSignal[] = [AbortSignal.timeout(timeoutMsDefault)],
): Promise<Reply> {
  const startedAt = performance.now();
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...headers,
      },
      body,
      signal: AbortSignal.any([...signals]),
    });
    const text = await response.text();
    const { data, codes } = readAnswer(text);
    return {
      status: response.status,
      codes,
      data,
      text,
      retryAfter: response.headers.get('retry-after'),
      ms: performance.now() - startedAt,
    };
  } catch {
    const ms = performance.now() - startedAt;
    return { status: 0, codes: [], data: undefined, text: '', retryAfter: null, ms };
  }
}

/** A page of users; each length is a document of its own, so that two of them share no statement. */
export function writePage(first: number): string {
  return `{ users(first: ${first}) { nodes { id } } }`;
}

/** Whether a reply is a refusal of a database that cannot be reached, which shows nothing of it. */
export function isMaskedRefusal({ status, codes, text, retryAfter }: Reply): boolean {
  const shows = /ECONN|EPIPE|SELECT|127\.0\.0\.1|localhost|\.sock|node_modules|mariadb|mysql/i;
  return (
    status === 503 && codes.join() === 'DATABASE_UNAVAILABLE' && retryAfter !== null && !shows.test(text)
  );
}

/** The statuses and codes of replies with how often each came, the most frequent first. */
export function tally(replies: readonly Reply[]): string {
  const counts = new Map<string, number>();
  for (const { status, codes } of replies) {
    const name = [status === 0 ? 'no answer' : status, ...codes].join(' ');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Array.from(counts)
    .toSorted((a, b) => b[1] - a[1])
    .map(([name, count]) => `${count} × ${name}`)
    .join(', ');
}

/** A quantile of figures; 0 where there are none. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function readAnswer(text: string): Pick<Reply, 'data' | 'codes'> {
  try {
    const { data, errors = [] } = JSON.parse(text) as {
      readonly data?: unknown;
      readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
    };
    return { data, codes: [...new Set(errors.map(({ extensions }) => extensions?.code ?? 'none'))] };
  } catch {
    return { data: undefined, codes: ['no JSON'] };
  }
}
