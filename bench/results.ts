import type { Measurement } from './measure.ts';
import type { BenchSettings } from './settings.ts';

/** Everything that a run found, as `bench/results/latest.json` keeps it. */
export interface Results {
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly machine: Machine;
  /** Of the programs and packages that were measured. */
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: Pick<BenchSettings, 'scale' | 'rounds' | 'seconds' | 'warmUpSeconds'>;
  readonly workloads: readonly WorkloadResults[];
  /** How long Gather took from its start until it answered, start by start. */
  readonly startMs: readonly number[];
  readonly claims: readonly CheckedClaim[];
}

/** A claim and the figure it was held against. */
export interface CheckedClaim {
  readonly sentence: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly found: number;
  readonly holds: boolean;
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
  /** That an answer shows, on average. */
  readonly rows: number;
  readonly servers: readonly ServerResults[];
}

/** The figures of one server under one workload. */
export interface ServerResults {
  readonly name: string;
  readonly rounds: readonly Measurement[];
  readonly medians: Measurement;
}
