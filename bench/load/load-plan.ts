/** What the load generator is to do; it reads it from standard input as JSON. */
export interface LoadPlan {
  /** On which the server listens, on the loopback address. */
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  readonly exchanges: readonly PlannedExchange[];
}

/** A request body and the answer that it must get, byte for byte. */
export interface PlannedExchange {
  readonly body: string;
  readonly answer: string;
}

/** What the generator found; it writes it to standard output as JSON. */
export interface LoadResult {
  readonly requests: number;
  /** From the first request until the last answer. */
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}
