import type { Measurement } from './measure.ts';
import type { BenchSettings } from './settings.ts';
import type { Claim } from './workloads/workload.ts';

/** Everything that a run found, as `bench/results/latest.json` keeps it. */
export interface Results {
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly machine: Machine;
  /** Of the programs and packages that were measured. */
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: Pick<BenchSettings, 'scale' | 'rounds' | 'seconds' | 'warmUpSeconds'>;
  readonly workloads: readonly WorkloadResults[];
}

/** What it ran on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
}

/** The figures of one workload, Gather's first. */
export interface WorkloadResults {
  readonly name: string;
  readonly sentence: string;
  readonly servers: readonly ServerResults[];
  readonly claims: readonly CheckedClaim[];
}

/** The figures of one server under one workload. */
export interface ServerResults {
  readonly name: string;
  readonly rounds: readonly Measurement[];
  readonly medians: Measurement;
}

/** A claim and the figure it was held against. */
export interface CheckedClaim extends Claim {
  readonly found: number;
  readonly holds: boolean;
}

/** Gather's figure, or its ratio to the peer's where the claim names one. */
export function checkClaim(claim: Claim, servers: readonly ServerResults[]): CheckedClaim {
  const figureOf = (server: ServerResults | undefined): number => server?.medians[claim.figure] ?? NaN;
  const own = figureOf(servers[0]);
  const { peer } = claim;
  const found = peer === undefined ? own : own / figureOf(servers.find(({ name }) => name === peer));
  return { ...claim, found, holds: found <= claim.atMost };
}
