/** How large the directory of the benchmarks is. */
export interface Directory {
  readonly users: number;
  readonly posts: number;
  readonly comments: number;
  /** One more post, with comments of its own: its key, and how many they are. */
  readonly heavyPost: { readonly id: number; readonly comments: number };
}

/** What clients ask, and how many of them ask at once. Every server answers it with the same bytes of data. */
export interface Workload {
  readonly name: string;
  readonly sentence: string;
  /** Connections that each send their next request when the last one is answered. */
  readonly connections: number;
  /** The servers that it is run on, by their names; all where it names none. */
  readonly servers?: readonly string[];
  /** The Prisma schema that Gather serves for it, where that is not the bundled one. */
  readonly schema?: string;
  /** Whether it makes new posts, which are removed after it. */
  readonly writes?: boolean;
  /** The requests, of which each connection sends one at random every time. */
  readonly buildRequests: (directory: Directory) => readonly GraphQLRequest[];
}

/** What is posted. */
export interface GraphQLRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** `count` keys that lie evenly between 1 and `most`. */
export function spreadIds(count: number, most: number): readonly number[] {
  const wanted = Math.min(count, most);
  return Array.from({ length: wanted }, (_, index) => 1 + Math.floor((index * most) / wanted));
}
