import type { Measurement } from './measure.ts';
import type { CheckedClaim, Results, WorkloadResults } from './results.ts';

/** A promise of the project about its speed. */
export interface Claim {
  readonly sentence: string;
  /** The figure that is bounded, out of those of a run. */
  readonly find: (figures: Figures) => number;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Finds what was measured; NaN where it was not. */
export interface Figures {
  readonly of: (workload: string, figure: keyof Measurement, server?: string) => number;
  /** Gather's figure for each of the other server's. */
  readonly ratio: (workload: string, figure: keyof Measurement, server: string) => number;
  /** CPU of Gather and its database for each row that an answer shows. */
  readonly cpuPerRow: (workload: string) => number;
  readonly startMs: number;
}

const hand = 'hand-written';
const prisma = 'yoga-dataloader-prisma';
const mercurius = 'mercurius-jit-loaders';

/** What is claimed; CPU is that of server and database together. */
export const claims: readonly Claim[] = [
  cpu('tree', hand, 1, 'hand-written code'),
  cpu('tree', prisma, 0.3, 'Yoga, DataLoader and Prisma'),
  cpu('tree', mercurius, 0.5, 'Mercurius'),
  cpu('tree', 'postgraphile', 0.7, 'PostGraphile'),
  cpu('one', hand, 0.5, 'hand-written code'),
  {
    sentence: '`one`: statements per request',
    find: ({ of }) => of('one', 'statements'),
    atMost: 0.1,
  },
  {
    sentence: '`one`: p99, to that of hand-written code',
    find: ({ ratio }) => ratio('one', 'p99Ms', hand),
    atMost: 1,
  },
  {
    sentence: '`one`: requests per second, to those of Mercurius',
    find: ({ ratio }) => ratio('one', 'requestsPerSecond', mercurius),
    atLeast: 2,
  },
  cpu('one-512', hand, 0.4, 'hand-written code'),
  {
    sentence: '`one-512`: statements per request',
    find: ({ of }) => of('one-512', 'statements'),
    atMost: 0.03,
  },
  {
    sentence: '`alone`: milliseconds that the median takes longer than with hand-written code',
    find: ({ of }) => of('alone', 'p50Ms') - of('alone', 'p50Ms', hand),
    atMost: 0.25,
  },
  cpu('wide', hand, 1.3, 'hand-written code'),
  cpu('columns', hand, 1.3, 'hand-written code'),
  cpu('columns-tree', hand, 1.3, 'hand-written code'),
  {
    sentence: '`deep`: CPU per row, to that of `tree`',
    find: ({ cpuPerRow }) => cpuPerRow('deep') / cpuPerRow('tree'),
    atMost: 1.3,
  },
  {
    sentence: '`skew`: p99, to that of `level`, the same without the heavy parent',
    find: ({ of }) => of('skew', 'p99Ms') / of('level', 'p99Ms'),
    atMost: 1.5,
  },
  ...[10, 100, 1_000].map((users) => ({
    sentence: `\`growth-${users}\`: CPU per row, to that of a tenth of the rows`,
    find: ({ cpuPerRow }: Figures) => cpuPerRow(`growth-${users}`) / cpuPerRow(`growth-${users / 10}`),
    atMost: 1,
  })),
  {
    sentence: '`mixed`: megabytes of memory',
    find: ({ of }) => of('mixed', 'memoryMostMb'),
    atMost: 200,
  },
  { sentence: 'milliseconds from start to the first answer', find: ({ startMs }) => startMs, atMost: 1_000 },
];

function cpu(workload: string, server: string, atMost: number, name: string): Claim {
  return {
    sentence: `\`${workload}\`: CPU, to that of ${name}`,
    find: ({ ratio }) => ratio(workload, 'cpuMs', server),
    atMost,
  };
}

/** Holds the claims against a run; those about what was not measured are left out. */
export function checkClaims({
  workloads,
  startMs,
}: Pick<Results, 'workloads' | 'startMs'>): readonly CheckedClaim[] {
  const figures = buildFigures(workloads, startMs);
  return claims.flatMap(({ find, ...claim }) => {
    const found = find(figures);
    if (Number.isNaN(found)) return [];
    const { atMost = Infinity, atLeast = -Infinity } = claim;
    return [{ ...claim, found, holds: found <= atMost && found >= atLeast }];
  });
}

function buildFigures(workloads: readonly WorkloadResults[], startMs: readonly number[]): Figures {
  const find = (name: string): WorkloadResults | undefined =>
    workloads.find((workload) => workload.name === name);
  const of: Figures['of'] = (workload, figure, server = 'gather') =>
    find(workload)?.servers.find(({ name }) => name === server)?.medians[figure] ?? NaN;
  return {
    of,
    ratio: (workload, figure, server) => of(workload, figure) / of(workload, figure, server),
    cpuPerRow: (workload) => of(workload, 'cpuMs') / (find(workload)?.rows ?? NaN),
    startMs: startMs.toSorted((a, b) => a - b)[startMs.length >> 1] ?? NaN,
  };
}
