import type { OwnArguments, OwnRow } from './own-field.ts';

/** A call of a module in a thread. */
export interface ThreadTask {
  /** The URL of the module, which exports a function by default. */
  readonly module: string;
  readonly rows: readonly OwnRow[];
  readonly given: OwnArguments;
}

type RunModule = (rows: readonly OwnRow[], given: OwnArguments) => unknown;

/** Runs the default export of a module. Threads run this. */
export async function runThreadTask({ module, rows, given }: ThreadTask): Promise<unknown> {
  const { default: run } = (await import(module)) as { readonly default?: unknown };
  if (typeof run !== 'function') throw new Error(`Expected a function as the default export of ${module}.`);
  const values: unknown = await (run as RunModule)(rows, given);
  if (!Array.isArray(values)) return values;
  // An item may be a promise, which no other thread could await.
  const settled = await Promise.allSettled(values);
  return settled.map((each) => (each.status === 'fulfilled' ? each.value : toCloneable(each.reason)));
}

function toCloneable(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
