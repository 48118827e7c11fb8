/** How large the seeded directory is. */
export interface Directory {
  readonly users: number;
}

/** A promise of the project that a workload shows to hold, or not. */
export interface Claim {
  /** What is held to, for the report. */
  readonly sentence: string;
  /** The figure that is bounded: Gather's own, or its ratio to the peer's. */
  readonly figure: 'serverCpuMs' | 'databaseCpuMs' | 'statements';
  readonly peer?: string;
  readonly atMost: number;
}

/** What clients ask, and how many of them ask at once. Every server answers it with the same bytes of data. */
export interface Workload {
  readonly name: string;
  readonly sentence: string;
  /** Connections that each send their next request when the last one is answered. */
  readonly connections: number;
  readonly claims: readonly Claim[];
  /** The bodies to be posted, of which each connection takes one at random every time. */
  readonly buildBodies: (directory: Directory) => readonly string[];
}

/** `count` ids that lie evenly over the users, from the first one on. */
export function spreadIds(count: number, { users }: Directory): readonly number[] {
  return Array.from({ length: Math.min(count, users) }, (_, index) => {
    return 1 + Math.floor((index * users) / Math.min(count, users));
  });
}
