import type { Stage } from './stage.ts';

/** One row of the table of faults that the gateway survives. */
export interface Fault {
  readonly number: number;
  readonly title: string;
  /** In the short form it runs, or other tests hold it already; left out where it takes too long for either. */
  readonly short?: 'runs' | { readonly heldBy: string };
  /** Why the fault cannot arise; it does not run then. */
  readonly doesNotApply?: string;
  /** How long it may take before it counts as one that does not hold. */
  readonly timeoutMs?: number;
  /** Brings the fault about and notes what an outside observer sees in `stage.seen`. */
  readonly run: (stage: Stage) => Promise<void>;
}
